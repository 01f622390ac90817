// A buyer's sheet row by row: which rows are headers, and what a person says that single rows are.
// All of it is kept in fields of row numbers, so that the page works the same without this file.
const SORT_KEYS = { q: "question", s: "section", 0: "ignored" };
const SORT_WORDS = { question: "Question", section: "Section", ignored: "Not asked", other: "Not asked", header: "Header" };

const headerField = (sheet) => sheet.querySelector(".q-header-rows");
const rowFields = (sheet) => [...sheet.querySelectorAll(".q-row-field")];
const numbersIn = (field) => (field.value.match(/\d+/g) ?? []).map(Number);
const rowsOf = (sheet) => [...sheet.querySelectorAll("tr[data-row]")];
const saidOf = (sheet, number) => rowFields(sheet).find((field) => numbersIn(field).includes(number))?.dataset.sort;

function sortNow(sheet, row) {
  const number = Number(row.dataset.row);
  if (numbersIn(headerField(sheet)).includes(number)) return "header";
  return saidOf(sheet, number) ?? (row.dataset.sort === "header" ? "other" : row.dataset.sort);
}

function showRow(sheet, row) {
  const sort = sortNow(sheet, row);
  const label = row.querySelector(".q-sort");
  row.className = row.className.replace(/q-row-\w+/, `q-row-${sort === "ignored" ? "other" : sort}`);
  row.classList.toggle("q-row-said", saidOf(sheet, Number(row.dataset.row)) !== undefined);
  row.querySelector(".q-row-button").setAttribute("aria-pressed", sort === "header");
  if (label.textContent.trim() || sort !== row.dataset.sort) label.textContent = SORT_WORDS[sort];
  label.hidden = !label.textContent.trim();
  label.setAttribute("aria-label", `Row ${row.dataset.row}: ${SORT_WORDS[sort]}, change`);
}

function showRows(sheet) {
  rowsOf(sheet).forEach((row) => showRow(sheet, row));
}

function hold(field, number, holds) {
  const others = numbersIn(field).filter((one) => one !== number);
  field.value = (holds ? [...others, number] : others).sort((a, b) => a - b).join(", ");
}

function toggleHeader(sheet, row) {
  const number = Number(row.dataset.row);
  const becomes = !numbersIn(headerField(sheet)).includes(number);
  rowFields(sheet).forEach((field) => hold(field, number, false));
  hold(headerField(sheet), number, becomes);
  showRows(sheet);
  tell(`Row ${number} is ${becomes ? "a" : "no"} header.`);
}

// saying the same again takes it back: the row is then as it is found
function sayRow(sheet, row, sort) {
  const number = Number(row.dataset.row);
  const said = saidOf(sheet, number) === sort ? undefined : sort;
  hold(headerField(sheet), number, false);
  rowFields(sheet).forEach((field) => hold(field, number, field.dataset.sort === said));
  showRows(sheet);
  tell(said ? `Row ${number}: ${SORT_WORDS[said]}.` : `Row ${number} stays as it is found.`);
}

function sayNext(sheet, row) {
  const sorts = Object.values(SORT_KEYS);
  const said = saidOf(sheet, Number(row.dataset.row));
  const offered = sorts.filter((sort) => sort === said || SORT_WORDS[sort] !== SORT_WORDS[row.dataset.sort]);
  sayRow(sheet, row, offered[offered.indexOf(said) + 1] ?? said);
}

function onRowKey(event, sheet, row) {
  const numbers = [...sheet.querySelectorAll(".q-row-button")];
  const at = numbers.indexOf(event.target);
  const key = event.key.toLowerCase();
  const moves = { arrowdown: at + 1, arrowup: at - 1, home: 0, end: numbers.length - 1 };
  if (key === "arrowup" && at === 0) focusOn(columnsOf(sheet).map((one) => one.querySelector(".q-button")), 0);
  else if (key in moves) focusOn(numbers, moves[key]);
  else if (key === "h") toggleHeader(sheet, row);
  else if (key in SORT_KEYS) sayRow(sheet, row, SORT_KEYS[key]);
  else return;
  event.preventDefault();
}

function equipRow(sheet, row) {
  const number = button(row.dataset.row, "q-row-button");
  const label = button(row.querySelector(".q-sort").textContent, "q-sort");
  number.setAttribute("aria-label", `Row ${row.dataset.row} is a header`);
  row.querySelector(".q-number").replaceWith(number);
  row.querySelector(".q-sort").replaceWith(label);
  number.addEventListener("click", () => toggleHeader(sheet, row));
  number.addEventListener("keydown", (event) => plainKey(event) && onRowKey(event, sheet, row));
  label.addEventListener("click", () => sayNext(sheet, row));
}
