#!/bin/sh
# The whole exchange by the stable commands alone (as a chain's own scripts would), once with our samples and once with
# files as the original SPAMS had them. Needs `npm run build`. Usage: exchange.sh [FOLDER]; the folder is made and kept.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
node=${NODE:-$here/node_modules/.bin/node}
work=${1:-$(mktemp -d)}
mkdir -p "$work/original"
export SPAMS_ROOT_PASSPHRASE='a root passphrase for the script' SPAMS_PASSPHRASE='a manager passphrase for it'

office() { "$node" "$here/out/server/cli.js" --data "$work/office" "$@"; }
branch() { "$node" "$here/out/main/cli.js" --home "$work/branch" "$@"; }
# The value of a JavaScript expression on the JSON document that comes in.
json() { "$node" -e 'const d = JSON.parse(require("fs").readFileSync(0, "utf8")); console.log(eval(process.argv[1]))' "$1"; }
# Below the ports that systems give to outgoing connections.
free_port() { "$node" -e 'const t = () => { const p = 20000 + Math.floor(Math.random() * 12000); const s = require("net").createServer(); s.once("error", t).listen(p, () => { console.log(p); s.close(); }); }; t()'; }
fail() { echo "FAILED: $1" >&2; exit 1; }
same() { [ "$1" = "$2" ] || fail "$3: expected $2, got $1"; echo "ok: $3"; }

printf 'Menu\n---\n1 Sweet popcorn\n2 Salty popcorn' > "$work/original/menu_today.txt"
printf 'Sale of the day\n100 apple\n200 pie\n' > "$work/original/day_end.csv"

office init --name 'So Power' --host localhost --port "$(free_port)" --admin-port "$(free_port)" --ntp none
# Not by the function: what is killed in the end must be the server itself, not a shell around it.
"$node" "$here/out/server/cli.js" --data "$work/office" serve 2> "$work/office.log" & server=$!
trap 'kill "$server" 2> /dev/null || true' EXIT
i=0
until grep -q '"serving"' "$work/office.log" 2> /dev/null; do
  i=$((i + 1)); [ "$i" -lt 100 ] || fail "the office did not start: $(cat "$work/office.log")"; sleep 0.1
done

device=$(office --json branch add SG-01 --name 'Orchard Road' --timezone Asia/Singapore --currency SGD | json d.invite)
manager=$(office --json manager add SG-01 mei --name 'Mei' | json d.invite)
branch enroll "$device"
branch manager enroll "$manager"

# exchange MENU ITEMS SALES PART LINES QUANTITY NET: publish, fetch, upload, and compare what the office holds.
exchange() {
  office menu publish "$1"
  same "$(branch --json menu fetch | json 'd.items.length + " " + d.verified')" "$2 true" "the branch opened and verified $2 items"

  branch --json closing upload "$3" --manager mei --part "$4" > "$work/upload.json"
  same "$(json 'd.state + " " + d.receipt.verified' < "$work/upload.json")" 'delivered true' 'the closing was delivered, its receipt verified'
  id=$(json d.documentId < "$work/upload.json")

  office --json closings show "$id" > "$work/show.json"
  same "$(json 'd.lines.length + " " + d.totals.lines + " " + d.totals.quantity + " " + d.totals.net' < "$work/show.json")" \
    "$5 $5 $6 $7" "the office read $5 lines with the right totals"

  rm -rf "$work/evidence"
  office evidence export "$id" --out "$work/evidence"
  cmp "$3" "$work/evidence/$(basename "$3")" && echo "ok: the evidence holds $(basename "$3") byte for byte"
  office audit verify --receipt "$work/evidence/receipt.p7s"

  # What is exported and published again is the same menu.
  office --json menu show | json 'JSON.stringify([d.currency, d.items])' > "$work/before.txt"
  office menu export --out "$work/menu.csv"
  office menu publish "$work/menu.csv"
  office --json menu show | json 'JSON.stringify([d.currency, d.items])' > "$work/after.txt"
  cmp "$work/before.txt" "$work/after.txt" && echo 'ok: the exported menu published again is the same menu'
}

exchange "$here/assets/sample-menu.csv" 50 "$here/assets/sample-sales.csv" main 368 494.595 480990
exchange "$work/original/menu_today.txt" 2 "$work/original/day_end.csv" popcorn 2 300 null

today=$(json d.businessDate < "$work/upload.json")
for by in branch item line; do
  office closings export --from "$today" --to "$today" --by "$by" --out "$work/export-$by.csv"
  same "$(head -c 3 "$work/export-$by.csv" | od -An -tx1 | tr -d ' ')" efbbbf "the export by $by begins with the BOM that spreadsheets look for"
done
branch --json receipts list | json 'd.receipts.length + " receipts"'
office audit verify
echo 'the exchange is whole'
