// Items of a list can be dragged to another place; the buttons beside them do the same.

const list = document.querySelector("[data-dragging]");
let dragged = null;

for (const item of list?.children ?? []) {
  item.draggable = true;
  item.addEventListener("dragstart", (event) => {
    dragged = item;
    event.dataTransfer.effectAllowed = "move";
    item.classList.add("entry--dragged");
  });
  item.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const { top, height } = item.getBoundingClientRect();
    if (item !== dragged) list.insertBefore(dragged, event.clientY > top + height / 2 ? item.nextSibling : item);
  });
  item.addEventListener("drop", (event) => event.preventDefault());
  item.addEventListener("dragend", () => {
    const form = dragged.querySelector("form[data-place]");
    const at = document.createElement("input");
    Object.assign(at, { type: "hidden", name: "at", value: [...list.children].indexOf(dragged) + 1 });
    dragged.classList.remove("entry--dragged");
    dragged = null;
    form.append(at);
    form.submit();
  });
}
