# What scripts/conform, scripts/interop and scripts/proxies share: servers that live as long as
# the script, and what they need. Run in the root of the repository.

tmp=$(mktemp -d)
servers=()
cleanup() {
	[ ${#servers[@]} -eq 0 ] || kill "${servers[@]}" 2>/dev/null || true
	rm -rf "$tmp"
}
trap cleanup EXIT

die() {
	echo "$(basename "$0"): $*" >&2
	exit 1
}

# missing says that something is not there. That is an error on CI, and
# otherwise a part that is left out.
missing() {
	[ -z "${CI:-}" ] || die "$*"
	echo "left out: $*"
}

# serve NAME COMMAND... starts a server and sets $address to what it prints. Its
# standard input stays open until the script ends, and it ends with that.
serve() {
	local name=$1 fd
	shift
	mkfifo "$tmp/$name.in"
	: >"$tmp/$name.out"
	"$@" <"$tmp/$name.in" >"$tmp/$name.out" 2>"$tmp/$name.err" &
	servers+=($!)
	exec {fd}>"$tmp/$name.in"
	for _ in $(seq 300); do
		read -r address <"$tmp/$name.out" && return
		kill -0 "${servers[-1]}" 2>/dev/null || break
		sleep 0.1
	done
	cat "$tmp/$name.err" >&2
	die "$name does not start"
}

# build compiles a program of scripts/peers to $tmp/NAME.
build() {
	local name
	for name; do
		(cd scripts/peers && go build -o "$tmp/$name" "./$name")
	done
}

# node_ready installs npm ws, pinned by the lock file.
node_ready() {
	command -v node >/dev/null && command -v npm >/dev/null || { missing "npm ws, since there is no node and npm" && return 1; }
	local want
	want=$(sed -n 's/.*"ws": "\(.*\)".*/\1/p' scripts/peers/node/package.json)
	grep -qs "\"version\": \"$want\"" scripts/peers/node/node_modules/ws/package.json ||
		(cd scripts/peers/node && npm ci --silent --no-audit --no-fund) >"$tmp/npm.log" 2>&1 ||
		{ cat "$tmp/npm.log" >&2 && missing "npm ws, which npm could not install" && return 1; }
}

# debian COMMAND PACKAGE tries to install a package unless COMMAND succeeds.
debian() {
	eval "$1" >/dev/null 2>&1 && return
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { missing "$2, which only root can install with apt-get" && return 1; }
	export DEBIAN_FRONTEND=noninteractive
	(apt-get install -y --no-install-recommends "$2" || (apt-get update && apt-get install -y --no-install-recommends "$2")) >"$tmp/apt.log" 2>&1 && eval "$1" >/dev/null 2>&1 ||
		{ tail -5 "$tmp/apt.log" >&2 && missing "$2, which apt-get could not install" && return 1; }
}
