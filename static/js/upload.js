// A file dropped onto the upload form goes into its file field, which works without this file too.
const drop = document.querySelector(".q-drop");
const field = drop?.querySelector("input[type=file]");
const note = drop?.querySelector(".q-drop-note");
const over = (is) => drop.classList.toggle("q-drop-over", is);
const IDLE = "You can also drop the file here.";

function tell() {
  const file = field.files[0];
  note.textContent = file ? `${file.name}, ${Math.max(1, Math.round(file.size / 1024)).toLocaleString("en")} KB` : IDLE;
}

function take(event) {
  event.preventDefault();
  over(false);
  if (event.dataTransfer.files.length > 1) { note.textContent = "One file at a time: each questionnaire is uploaded on its own."; return; }
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  tell();
}

if (field) {
  drop.classList.add("q-drop-ready");
  tell();
  field.addEventListener("change", tell);
  drop.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  drop.addEventListener("dragleave", () => over(false));
  drop.addEventListener("drop", take);
  // a file that misses the field must not replace the page, and with it what was typed
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => { if (!drop.contains(event.target)) event.preventDefault(); });
}
