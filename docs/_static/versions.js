// Offers the other versions of the site, which stand beside this one and are listed in versions.json.
"use strict";
(async () => {
  const choice = document.getElementById("version-select");
  const root = new URL(choice.dataset.root || "./", location.href);
  const answer = await fetch(new URL("../versions.json", root)).catch(() => null);
  if (!answer || !answer.ok) return; // a single version, or a site that is read from a folder
  for (const version of await answer.json()) {
    choice.append(new Option(version, version, false, version === choice.dataset.current));
  }
  choice.addEventListener("change", async () => {
    const page = location.href.slice(root.href.length);
    const home = new URL(`../${choice.value}/`, root);
    const same = await fetch(new URL(page, home), { method: "HEAD" }).catch(() => null);
    location.href = same && same.ok ? new URL(page, home).href : home.href;
  });
  choice.parentElement.hidden = false;
})();
