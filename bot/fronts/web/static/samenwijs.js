// Small comforts on top of pages that work without them.

// A question is sent with Enter, as in every chat; Shift+Enter starts a new line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-send-on-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// Copies what a link leads to, or the field that a button names. Without a clipboard, as without TLS, a link opens and a field is selected.
document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-copy]");
  const field = pressed && document.getElementById(pressed.dataset.copyField);
  const possible = navigator.clipboard && window.ClipboardItem;
  if (!pressed || !(field || possible)) return;
  event.preventDefault();
  if (!possible) { field.select(); return; }
  const text = field ? Promise.resolve(field.value) : fetch(pressed.href).then((response) => {
    if (!response.ok) throw new Error(response.status);
    return response.text();
  });
  const words = text.then((written) => new Blob([written], { type: "text/plain" }));
  navigator.clipboard.write([new ClipboardItem({ "text/plain": words })]).then(
    () => { pressed.parentElement.querySelector("[role=status]").textContent = pressed.dataset.copy; },
    () => { field ? field.select() : location.assign(pressed.href); },
  );
});

// What cannot be undone asks first. It goes before htmx, hence the capture.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (!question || window.confirm(question)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// One key does what an element with data-key does. Who dislikes that switches it off, for the browser remembers it.
const KEYS_OFF = "samenwijs-sneltoetsen-uit";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || localStorage.getItem(KEYS_OFF)) return;
  if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!found || found.disabled) return;
  event.preventDefault();
  const folded = found.closest("details");
  if (folded) folded.open = true;
  found.focus();
  if (!found.matches("textarea, [type=search]")) found.click();
});
document.querySelectorAll("[data-keys]").forEach((box) => { box.checked = !localStorage.getItem(KEYS_OFF); });
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys]")) return;
  if (event.target.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

// A question that could not be sent, as in a tunnel, is not lost: the form says so.
document.addEventListener("htmx:error", (event) => {
  const word = event.target.querySelector?.("[data-offline]");
  if (word) word.hidden = false;
});
