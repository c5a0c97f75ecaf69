// The keyboard: / search, j and k next and previous, arrows in the list, ? help.

import {byId} from "./elements.js";

export function listenToKeys({step}) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("query").focus();
    } else if (event.key === "?" && !typing) {
      byId("help").showModal();
    } else if (event.key === "Escape") {
      escape(event);
    } else if (!typing && (event.key === "j" || event.key === "k")) {
      step(event.key === "j" ? 1 : -1);
    } else if (event.target.closest("#list")) {
      moveInList(event);
    } else if (event.target === byId("query") && event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector("#list a")?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.facet[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
}

function escape(event) {
  const menu = event.target.closest("details.facet[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.target !== byId("query") || !byId("query").value) {
    (document.querySelector("#list a[aria-current]") ?? document.querySelector("#list a"))?.focus();
  }
}

function moveInList(event) {
  if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const links = [...document.querySelectorAll("#list a")], index = links.indexOf(event.target.closest("a"));
  const next = {ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1}[event.key];
  links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
}
