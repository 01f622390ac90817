// The little that pages do beyond plain forms: keep the top menu open on wide screens, ask before a dangerous deed,
// move the focus to the summary of errors.
const wide = window.matchMedia("(min-width: 992px)");
const keepMenu = () => document.querySelectorAll(".app-menu").forEach((menu) => { menu.open = wide.matches; });
wide.addEventListener("change", keepMenu);
keepMenu();

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

const errors = document.querySelector(".app-errors");
if (errors) errors.focus();
