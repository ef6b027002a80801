// Progressive help only: every page does its work without this file.

function printButtons(root) {
  for (const button of root.querySelectorAll("[data-module=sv-print]")) {
    button.addEventListener("click", () => window.print());
  }
}

// A region that has nothing to scroll is no stop for the keyboard.
function scrollRegions(root) {
  const judge = (region) => {
    if (region.scrollWidth > region.clientWidth) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => judge(target)));
  for (const region of root.querySelectorAll(".sv-scroll")) watch.observe(region);
}

// On a phone the filters are folded away, unless some are in use.
function foldFilters(root) {
  for (const filters of root.querySelectorAll("details.sv-filters:not([data-in-use])")) {
    if (window.matchMedia("(max-width: 48em)").matches) filters.open = false;
  }
}

// Long work: asks how far it is and says so; when it is over, the page is loaded anew. Without scripts it reloads itself.
function watch(region) {
  const bar = region.querySelector("progress");
  const said = region.querySelector("[data-said]");
  const ask = async () => {
    const answer = await fetch(region.dataset.address, { headers: { Accept: "application/json" } });
    const { over, share, text } = await answer.json();
    if (over) return window.location.reload();
    bar.value = Math.round(100 * share);
    if (said.textContent !== text) said.textContent = text;
    return setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
}

// Sends a form with files and shows how far it is; a refused form takes the place of the page's main part.
function upload(form, kit) {
  const bar = form.querySelector("progress");
  const said = form.querySelector("[data-said]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sending = new XMLHttpRequest();
    form.classList.add("sv-upload--sending");
    let last = -1;
    sending.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      if (!lengthComputable) return;
      const share = Math.floor((100 * loaded) / total);
      bar.value = share;
      if (Math.floor(share / 25) !== last) {
        last = Math.floor(share / 25);
        said.textContent = share < 100 ? `${share}% sent` : "All sent. Checking the file…";
      }
    });
    sending.addEventListener("load", () => {
      if (sending.responseURL !== address) window.location.assign(sending.responseURL);
      else replaceMain(sending, kit);
    });
    sending.addEventListener("error", () => {
      form.classList.remove("sv-upload--sending");
      said.textContent = "";
      form.submit();
    });
    const address = form.action || window.location.href;
    sending.open("POST", address);
    sending.send(new FormData(form, event.submitter));
  });
}

function replaceMain(sent, kit) {
  const page = new DOMParser().parseFromString(sent.responseText, "text/html");
  const fresh = page.querySelector("main");
  if (!fresh) {
    window.location.assign(sent.responseURL);
    return;
  }
  const main = document.querySelector("main");
  main.replaceWith(document.adoptNode(fresh));
  document.title = page.title;
  window.history.replaceState(null, "", sent.responseURL);
  kit.initAll({ scope: fresh });
  begin(fresh, kit);
  const heading = fresh.querySelector(".govuk-error-summary, h1");
  heading.setAttribute("tabindex", "-1");
  heading.focus();
}

function begin(root, kit) {
  printButtons(root);
  scrollRegions(root);
  foldFilters(root);
  for (const form of root.querySelectorAll("form[data-module=sv-upload]")) upload(form, kit);
  for (const region of root.querySelectorAll("[data-module=sv-watch]")) watch(region);
}

export function start(kit) {
  begin(document, kit);
}
