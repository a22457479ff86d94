// Small comforts on top of pages that work without them.

// A question is sent with Enter, as in every chat; Shift+Enter starts a new line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-send-on-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// Copies what a link leads to. Where the browser has no clipboard, as without TLS, the link simply opens.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link || !navigator.clipboard || !window.ClipboardItem) return;
  event.preventDefault();
  const text = fetch(link.href).then((response) => {
    if (!response.ok) throw new Error(response.status);
    return response.text();
  }).then((words) => new Blob([words], { type: "text/plain" }));
  navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]).then(
    () => { link.parentElement.querySelector("[role=status]").textContent = link.dataset.copy; },
    () => location.assign(link.href),
  );
});

// A question that could not be sent, as in a tunnel, is not lost: the form says so.
document.addEventListener("htmx:error", (event) => {
  const word = event.target.querySelector?.("[data-offline]");
  if (word) word.hidden = false;
});
