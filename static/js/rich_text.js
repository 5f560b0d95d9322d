// Makes an editor of a plain box: bold, italic, lists and links. What is sent is cleaned by the server; without this one just types.

const TOOLS = [
  ["bold", "Vet"],
  ["italic", "Cursief"],
  ["insertUnorderedList", "Lijst"],
  ["insertOrderedList", "Genummerde lijst"],
  ["link", "Link"],
];

const say = (command, value) => document.execCommand(command, false, value);

const ask = () => {
  const address = prompt("Waar gaat de link heen? Laat leeg om de link weg te halen.", "https://");
  if (address === null) return;
  if (address.trim() && address !== "https://") say("createLink", address.trim());
  else say("unlink");
};

const button = (command, label, editor) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  made.className = "button button--quiet button--small";
  // The selection stays where it is.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => {
    editor.focus();
    if (command === "link") ask();
    else say(command);
  });
  return made;
};

for (const box of document.querySelectorAll("textarea[data-rich-text]")) {
  const label = document.querySelector(`label[for="${box.id}"]`);
  const hint = box.closest(".field")?.querySelector(".field__hint, .form-text");
  label.id ||= `${box.id}-label`;
  const editor = document.createElement("div");
  Object.assign(editor, { className: "form-control rich rich--edited", contentEditable: "true", innerHTML: box.dataset.html });
  const said = { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id };
  if (box.getAttribute("aria-describedby")) said["aria-describedby"] = box.getAttribute("aria-describedby");
  for (const [name, value] of Object.entries(said)) editor.setAttribute(name, value);

  const tools = document.createElement("div");
  tools.className = "cluster rich-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", `Opmaak van: ${label.firstChild.textContent.trim()}`);
  tools.append(...TOOLS.map(([command, words]) => button(command, words, editor)));

  // What is said to be wrong with the text leads to where it is typed.
  editor.id = box.id;
  box.id += "-sent";
  box.hidden = true;
  if (hint) hint.hidden = true;
  box.before(tools, editor);
  label.addEventListener("click", () => editor.focus());
  editor.addEventListener("focus", () => say("defaultParagraphSeparator", "p"), { once: true });
  editor.addEventListener("paste", (event) => {
    event.preventDefault();
    say("insertText", event.clipboardData.getData("text/plain"));
  });
  box.form.addEventListener("submit", () => {
    box.value = editor.textContent.trim() ? editor.innerHTML : "";
  });
}
