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

// Sends a form with files and shows how far it is; the answer takes the place of the page's main part.
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
    sending.addEventListener("load", () => replaceMain(sending, kit));
    sending.addEventListener("error", () => {
      form.classList.remove("sv-upload--sending");
      said.textContent = "";
      form.submit();
    });
    sending.open("POST", form.action || window.location.href);
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
}

export function start(kit) {
  begin(document, kit);
}
