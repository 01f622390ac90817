// A buyer's sheets by click and by keyboard: what a column is for, which rows are headers, one sheet at a time.
// Rows stand in sheet_rows.js. Everything is kept in the form's own fields, so that the page works the same without this file.
const ROLES = { q: "question", a: "answer", c: "comment", r: "ref", s: "section", o: "options" };
const form = document.querySelector(".q-sheets");
const status = form?.querySelector(".q-changes");

const selectOf = (head) => head.querySelector("select");
const columnsOf = (sheet) => [...sheet.querySelectorAll(".q-column")];
const words = (select) => select.selectedOptions[0]?.textContent ?? "";
const kindOf = (select) => select.value.split(":")[0] || "none";

function button(text, className) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `q-button ${className}`;
  made.textContent = text;
  made.tabIndex = -1;
  return made;
}

function recolour(element, kind) {
  element.className = element.className.replace(/q-role-\w+/, `q-role-${kind}`);
}

function showColumn(sheet, head) {
  const select = selectOf(head);
  const letter = head.dataset.letter;
  recolour(head, kindOf(select));
  sheet.querySelectorAll(`td[data-letter="${letter}"]`).forEach((cell) => recolour(cell, kindOf(select)));
  head.classList.toggle("q-set", select.value !== select.dataset.found);
  head.querySelector(".q-button").setAttribute("aria-label", `${letter}: ${words(select)}`);
}

function tell(said = "") {
  let changes = 0;
  form.querySelectorAll(".q-sheet").forEach((sheet) => {
    const fields = [...sheet.querySelectorAll("[data-found]")];
    const changed = fields.filter((field) => field.value !== field.dataset.found).length;
    sheet.querySelector(".q-grid")?.classList.toggle("q-changed", changed > 0);
    changes += changed;
  });
  const note = changes ? `${changes} ${changes === 1 ? "change is" : "changes are"} not read yet: check again to see the questions.` : "";
  status.textContent = [said, note].filter(Boolean).join(" ");
  form.querySelector(".q-check").classList.toggle("btn-primary", changes > 0);
  form.querySelector(".q-looks-right")?.classList.toggle("btn-primary", changes === 0);
}

// a role stands in one column: setting it here takes it from where it stood
function roleChanged(sheet, head) {
  const select = selectOf(head);
  let said = `Column ${head.dataset.letter}: ${words(select)}.`;
  columnsOf(sheet).forEach((other) => {
    if (other === head || !select.value || selectOf(other).value !== select.value) return;
    selectOf(other).value = "";
    showColumn(sheet, other);
    said += ` Column ${other.dataset.letter} is no longer used.`;
  });
  showColumn(sheet, head);
  tell(said);
}

function setRole(sheet, head, role) {
  selectOf(head).value = role;
  roleChanged(sheet, head);
}

// the words that an x may stand for, one after the other; the last options are the column's own header
function nextMark(sheet, head) {
  const select = selectOf(head);
  const taken = columnsOf(sheet).filter((other) => other !== head).map((other) => selectOf(other).value);
  const marks = [...select.options].map((option) => option.value).filter((value) => value.startsWith("mark:") && !taken.includes(value));
  if (marks.length) setRole(sheet, head, marks[(marks.indexOf(select.value) + 1) % marks.length]);
}

function openList(head) {
  const select = selectOf(head);
  select.focus();
  try { select.showPicker(); } catch { /* a browser without it: the list has the focus, its own keys open it */ }
}

function focusOn(buttons, at) {
  const next = buttons[Math.max(0, Math.min(at, buttons.length - 1))];
  if (!next) return;
  buttons.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
  next.focus();
}

function onLetterKey(event, sheet, head) {
  const letters = columnsOf(sheet).map((one) => one.querySelector(".q-button"));
  const at = letters.indexOf(event.target);
  const key = event.key.toLowerCase();
  const moves = { arrowright: at + 1, arrowleft: at - 1, home: 0, end: letters.length - 1 };
  if (key in moves) focusOn(letters, moves[key]);
  else if (key === "arrowdown") focusOn([...sheet.querySelectorAll("tr[data-row] .q-button")], 0);
  else if (key in ROLES) setRole(sheet, head, ROLES[key]);
  else if (key === "x") nextMark(sheet, head);
  else if (key === "0" || key === "delete") setRole(sheet, head, "");
  else return;
  event.preventDefault();
}

const plainKey = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

function equipColumn(sheet, head) {
  const letter = button(head.dataset.letter, "q-letter-button");
  const select = selectOf(head);
  head.querySelector("label").classList.add("visually-hidden");
  head.prepend(letter);
  select.tabIndex = -1;
  letter.addEventListener("click", () => openList(head));
  letter.addEventListener("keydown", (event) => plainKey(event) && onLetterKey(event, sheet, head));
  select.addEventListener("change", () => roleChanged(sheet, head));
  select.addEventListener("keydown", (event) => { if (event.key === "Escape") focusOn([letter], 0); });
  showColumn(sheet, head);
}

function equip(sheet) {
  columnsOf(sheet).forEach((head) => equipColumn(sheet, head));
  sheet.querySelectorAll("tr[data-row]").forEach((row) => equipRow(sheet, row));
  for (const first of [".q-letter-button", ".q-row-button"].map((kind) => sheet.querySelector(kind))) if (first) first.tabIndex = 0;
  [headerField(sheet), ...rowFields(sheet)].forEach((field) => field.addEventListener("input", () => { showRows(sheet); tell(); }));
  showRows(sheet);
}

function showTab(link, tabs) {
  tabs.forEach((other) => {
    const sheet = document.querySelector(other.getAttribute("href"));
    other.toggleAttribute("aria-current", other === link);
    sheet.hidden = other !== link;
    if (other === link) sheet.open = true;
  });
  link.setAttribute("aria-current", "true");
}

function equipTabs() {
  const tabs = [...document.querySelectorAll(".q-tabs a")];
  if (!tabs.length) return;
  tabs.forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); showTab(link, tabs); }));
  const of = (sheet) => tabs.find((link) => link.getAttribute("href") === `#${sheet?.id}`);
  const wrong = document.querySelector("[aria-invalid]")?.closest(".q-sheet");
  showTab(of(wrong) ?? of(document.querySelector(".q-sheet[open]")) ?? tabs[0], tabs);
  document.querySelectorAll(".app-errors a").forEach((link) => link.addEventListener("click", () => {
    showTab(of(document.querySelector(link.getAttribute("href"))?.closest(".q-sheet")) ?? tabs[0], tabs);
  }));
}

if (form) equipTabs();
if (status) {
  form.classList.add("q-scripted");
  form.querySelectorAll(".q-sheet").forEach(equip);
}
