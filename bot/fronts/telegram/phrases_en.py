"""What the bot says in English."""

from bot.fronts.telegram.phrases import Phrases

ENGLISH = Phrases(
    commands=(
        ("start", "What I am and what I know"),
        ("help", "How to ask a question"),
        ("bronnen", "Which documents I know"),
        ("programmas", "Which programmes I know about"),
        ("feedback", "Say something to the administrator"),
        ("privacy", "What is stored about you"),
        ("vergeet", "Erase this conversation and what I know of you"),
        ("taal", "Dutch or English"),
    ),
    short_description=(
        "Automated system. Answers questions about government programmes, with the source of every sentence."
    ),
    description=(
        "I am Samenwijs, a computer program. I look for answers in a fixed collection of documents about government "
        "programmes. Every sentence shows its source.\n\n"
        "Send nothing confidential or personal. What I store: /privacy."
    ),
    welcome="""\
Welcome. I am Samenwijs, a computer program. You are talking to an automated system, not to a person.

I look for answers in {documents} about government programmes, written in Dutch.{newest} Each sentence has a number: \
that is its source. The buttons below an answer open the source. If something is not in the documents, I say so.

Your question and my answer are stored, without your name: {kept}, or until you erase them. More about that: /privacy

This chat is not the place for confidential or personal matters.

What would you like to know? Type your question{or_an_example}""",
    documents=("1 document", "{count} documents"),
    questions=("1 question with its answer", "{count} questions with their answers"),
    newest=" The newest is of {date}.",
    or_an_example=", or tap an example:",
    help="""\
This is how it works:
• Type your question as a normal message. A short question is enough.
• Each sentence has a number, such as [1]. That is its source.
• Tap a button to read the source. What I quote is in bold.
• Feel free to ask on: “And in 2019?”
• Want to know something from one source? Open it and reply to that message with your question.
• Was the answer right or wrong? Tap a thumb.
• Made a typing error? Edit your message and I will answer again.

I only know what is in the documents. Send nothing confidential or personal.

{commands}""",
    privacy="""\
What do I store?
• Your question and my answer, with date and time.
• A code instead of your name and number. The code does not show who you are.
• Your language, and what you thought of an answer.
• A message that still awaits an answer. It is encrypted, and goes afterwards.
A citizen service number, e-mail address, phone number or bank account number is removed from your question before I \
store it.

Why?
So that you can ask on, and so that an administrator can check whether I answer well.

For how long?
The words of your question and my answer {kept}, or until you erase everything with /vergeet. After that all \
that is left is that something was asked and whether there was an answer. During an investigation the organisation may \
keep things longer.

Who is responsible?
{keeper} Telegram stores your messages too. Telegram itself decides about that.

Erase everything?
Send /vergeet""",
    kept=("until the next night", "for {days} days at most"),
    nameless_keeper="The organisation that set up this bot.",
    group_welcome="""\
Hello everybody. I am Samenwijs, an automated system. I look for answers in documents about government programmes.

In a group I only answer when you name me: @{name} and then your question. You can also reply to a message of mine. I \
do not read other messages. Your question and my answer are stored, without your name. More about that: /privacy""",
    first_words="I am an automated system. Your question and my answer are stored, without your name. Send nothing "
    "confidential or personal. More about that: /privacy",
    sources="Sources",
    within="Searched in “{title}”.",
    not_within="This is not in “{title}”. Shall I search all documents?",
    masked="Your question held something personal: {kinds}. I did not store that. Please do not send such data here.",
    masked_kinds=(
        ("[BSN]", "a citizen service number (BSN)"),
        ("[e-mailadres]", "an e-mail address"),
        ("[telefoonnummer]", "a phone number"),
        ("[IBAN]", "a bank account number"),
    ),
    more="More on this",
    close="What comes close?",
    good="👍 Good",
    bad="👎 Not good",
    everywhere="Search all documents",
    further="I found these passages too, but did not use them in my answer:",
    closest="I did not find the answer. These passages come closest:",
    nothing_further="I found nothing more on this.",
    gone="This answer is too old: I can no longer find its source. Feel free to ask again.",
    example_gone="This question no longer fits the documents. Type your question and I will search again.",
    previous="‹ Previous",
    next="Next ›",
    ask_within="Ask about this",
    ask_within_prompt="What would you like to know from “{title}”? Reply to this message with your question.",
    changed_since="This document was changed or removed after my answer. You are reading the text as it was.",
    no_further_passage="This document goes no further.",
    library="I know {documents}. Tap a number for more about a document.",
    library_found="{documents} for “{words}”. Tap a number for more.",
    library_nothing="No document found with “{words}” in its title. Perhaps it is in the text? Just ask your question. "
    "/bronnen shows all documents.",
    library_hint="You can search too: /bronnen and then a word.",
    programmes="These programmes are in the documents. Tap a number for everything on one card.",
    no_programmes="The documents name no programme. /bronnen shows all documents.",
    programme_gone="This programme is no longer in the documents. /programmas shows what they hold now.",
    partners=("1 partner by name", "{count} partners by name"),
    also_called="Also called: {names}",
    card_intro="Everything below stands literally in the documents, the newest first.",
    about_document="About this document",
    read_document="Read from the beginning",
    publisher="From: {}",
    date="Date: {}",
    programme="Programme: {}",
    region="Region: {}",
    unknown_date="unknown",
    document_gone="This document is no longer in the collection. /bronnen shows what is in it now.",
    thanks="Thank you. That helps.",
    what_was_wrong="I am sorry. What was wrong?",
    reasons=(
        ("It is wrong", "fout"),
        ("Something is missing", "onvolledig"),
        ("It is outdated", "verouderd"),
        ("Not what I asked", "niet mijn vraag"),
        ("A source is missing", "bron ontbreekt"),
        ("It is in the documents", "staat er wel in"),
    ),
    own_words="In my own words",
    own_words_prompt="What was wrong? Reply to this message. Please name no persons.",
    noted="Thank you. I noted: {reason}. The administrator will look at it.",
    not_yours="This button is for the person who asked.",
    feedback_prompt="What would you like to say to the administrator? Reply to this message. Please name no persons.",
    feedback_first_ask="I keep a remark with an answer, and you have had no answer yet. Please ask a question first.",
    feedback_kept="Thank you. Your remark is kept with my answer. The administrator will look at it.",
    forget_ask="Shall I erase all your questions and my answers, and your language and thumbs too? After that I know "
    "nothing of you. The messages in this chat you erase yourself in Telegram.",
    forget_yes="Yes, erase everything",
    forget_no="No, keep it",
    forgotten="I erased everything I had of you: {count}. You can always ask again later.",
    still_held=" {count} I must keep for now, because of an investigation. I erase that as soon as I may.",
    not_forgotten="Fine, I erased nothing.",
    choose_language="Which language shall I speak with you? The documents stay Dutch.",
    language_chosen="Fine, I will speak English with you.",
    not_text="I cannot read this. I only read typed text, no photos, voice messages, stickers or locations. Type your "
    "question in plain words.",
    caption_only="I only read the text that comes with it.",
    file="I cannot take files here. Only the secretariat adds documents to the collection. Have a "
    "question? Just type it.",
    file_secretariat="I cannot take documents here. Please send the file in a chat with me alone.",
    failed="Something went wrong. It is not your fault. Please try again in a few minutes.",
    old_button="This button no longer works. Feel free to ask again.",
    inline_nothing="Not found in the documents",
)
