#!/bin/sh
# Rebuilds the two committed files of GOV.UK Frontend. Needs Node 20; run it in an empty folder of your own.
# Usage: sh /path/to/design/frontend/build.sh
set -eu
version=6.3.0
design=$(cd "$(dirname "$0")/.." && pwd)
npm pack "govuk-frontend@$version"
mkdir -p node_modules/govuk-frontend
tar xzf "govuk-frontend-$version.tgz" --strip-components=1 -C node_modules/govuk-frontend
npm install --no-save sass@1.108.2 "./govuk-frontend-$version.tgz"
npx sass --no-source-map --style=compressed --load-path=node_modules "$design/frontend/app.scss" app.css
# The crest in the footer is GOV.UK's own; a source map is not shipped, so nothing may point to one.
sed 's/url("\/assets\/images\/govuk-crest.svg")/none/g' app.css >"$design/static/design/govuk-$version.css"
sed 's,//# sourceMappingURL=.*,,' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
  >"$design/static/design/govuk-$version.js"
cd "$design/static/design"
sha256sum "govuk-$version.css" "govuk-$version.js" >"$design/frontend/SHA256SUMS"
