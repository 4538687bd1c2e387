import { once } from "node:events";
import { parseArgs, promisify } from "node:util";
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { finished, pipeline } from "node:stream/promises";
import { Readable, Transform } from "node:stream";
import { STATUS_CODES, createServer } from "node:http";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { createRequire } from "module";
import { gunzipSync } from "node:zlib";

// local/demo/repository.ts
const execute$2 = promisify(execFile);
/** Keeps the configuration of this machine out: its hooks, signatures and line endings. */
const gitEnvironment = {
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_GLOBAL: "/dev/null"
};
/** Runs git, and answers what it printed. */
async function git(cwd, argv, env = {}) {
	const { stdout } = await execute$2("git", argv, {
		cwd,
		env: {
			...process.env,
			...gitEnvironment,
			...env
		}
	});
	return stdout.trim();
}
/** Whether a program can be started. */
async function isInstalled(program, argv) {
	try {
		await execute$2(program, argv);
		return true;
	} catch {
		return false;
	}
}
/** Makes an empty repository below a folder. */
async function makeRepository(folder) {
	const checkout = join(folder, "checkout");
	const remote = join(folder, "tools.git");
	await mkdir(checkout);
	await git(folder, [
		"init",
		"--quiet",
		"--bare",
		remote
	]);
	await git(remote, [
		"symbolic-ref",
		"HEAD",
		"refs/heads/main"
	]);
	await git(checkout, ["init", "--quiet"]);
	await git(checkout, [
		"symbolic-ref",
		"HEAD",
		"refs/heads/main"
	]);
	await git(checkout, [
		"remote",
		"add",
		"origin",
		remote
	]);
	let commits = 0;
	return {
		checkout,
		remote,
		commit: async (message, files) => {
			for (const [name, content] of Object.entries(files)) {
				await mkdir(dirname(join(checkout, name)), { recursive: true });
				await writeFile(join(checkout, name), content);
			}
			const date = `2026-01-0${++commits}T12:00:00Z`;
			await git(checkout, ["add", "--all"]);
			await git(checkout, [
				"commit",
				"--quiet",
				"-m",
				message
			], {
				GIT_AUTHOR_NAME: "Ada",
				GIT_AUTHOR_EMAIL: "ada@example.com",
				GIT_AUTHOR_DATE: date,
				GIT_COMMITTER_NAME: "Ada",
				GIT_COMMITTER_EMAIL: "ada@example.com",
				GIT_COMMITTER_DATE: date
			});
			await git(checkout, [
				"push",
				"--quiet",
				"origin",
				"HEAD:refs/heads/main"
			]);
			return git(checkout, ["rev-parse", "HEAD"]);
		},
		tag: async (name) => {
			await git(checkout, ["tag", name]);
			await git(checkout, [
				"push",
				"--quiet",
				"origin",
				`refs/tags/${name}`
			]);
		},
		tags: async () => {
			const text = await git(remote, [
				"for-each-ref",
				"--format=%(refname:strip=2) %(objectname)",
				"refs/tags"
			]);
			return new Map(text.split("\n").flatMap((line) => pair(line)));
		},
		checkOut: async (into) => {
			await git(checkout, [
				"clone",
				"--quiet",
				"--depth",
				"1",
				`file://${remote}`,
				into
			]);
			return git(into, ["rev-parse", "HEAD"]);
		}
	};
}
function pair(line) {
	const [name, commit] = line.split(" ");
	return name === void 0 || commit === void 0 ? [] : [[name, commit]];
}

// local/demo/sample.ts
/** Where the sample monorepo lives on the local GitHub. */
const repositoryName = "acme/tools";
const slipway = `version: 1

packages:
  hello-cli:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin, x86_64-pc-windows-msvc]
    build: sh scripts/build.sh {bin}{exe} {version} {target}
    assets:
      - archive: "{package}-{version}-{target}.tar.gz"
        files: ["{bin}", README.md, LICENSE]
        targets: "!*-windows-*"
      - archive: "{package}-{version}-{target}.zip"
        files: ["{bin}", README.md, LICENSE]
        targets: "*-windows-*"
  hello-server:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin]
    build: sh scripts/build.sh {bin}{exe} {version} {target}
  "@acme/hello-web":
    targets: [any]
    build: sh scripts/build.sh hello-web.mjs {version} {target}
  hello-core: {}

checksums: SHA256SUMS

destinations:
  - name: github

  - name: mirror                 # copies every asset into a folder
    kind: command
    with:
      per: asset
      shell: sh
      check: cmp -s "$SLIPWAY_FILE" "$MIRROR/$SLIPWAY_TAG/$SLIPWAY_NAME"
      run: cd "$MIRROR" && mkdir -p "$SLIPWAY_TAG" && cp "$SLIPWAY_FILE" "$SLIPWAY_TAG/$SLIPWAY_NAME"
      env: { MIRROR: $MIRROR }

  - name: announce               # once per release, when it is public
    kind: command
    needs: github
    with:
      per: release
      shell: sh
      run: echo "$SLIPWAY_TAG is out" >> "$NEWS"
      env: { NEWS: $NEWS }
`;
/** Stands in for a compiler: what it writes is a program that says what it is. */
const buildScript = `#!/bin/sh
# build.sh <program> <version> <target>
set -eu
mkdir -p out
case "$1" in
  *.mjs) printf 'console.log("%s %s")\\n' "$1" "$2" ;;
  *) printf '#!/bin/sh\\necho "%s %s for %s"\\n' "$1" "$2" "$3" ;;
esac > "out/$1"
`;
/** The monorepo before its release: a library that has been published, and nothing else. */
const library = {
	"README.md": "# Tools of Acme\n",
	LICENSE: "MIT License\n",
	"Cargo.toml": "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n",
	"crates/hello-core/Cargo.toml": "[package]\nname = \"hello-core\"\nversion = \"1.0.0\"\nedition = \"2021\"\n",
	"crates/hello-core/src/lib.rs": ""
};
/** The tag of {@link library}. */
const libraryTag = "hello-core-v1.0.0";
/** What the first release adds: programs in Rust and JavaScript, one of them a release candidate. */
const programs = {
	".github/slipway.yml": slipway,
	"scripts/build.sh": buildScript,
	"crates/hello-cli/Cargo.toml": cliManifest("1.2.0"),
	"crates/hello-cli/src/main.rs": "fn main() {}\n",
	"crates/hello-cli/CHANGELOG.md": "# Changelog\n\n## 1.2.0\n\n- Says hello in two languages.\n",
	"crates/hello-server/Cargo.toml": "[package]\nname = \"hello-server\"\nversion = \"0.4.0-rc.1\"\nedition = \"2021\"\n",
	"crates/hello-server/src/main.rs": "fn main() {}\n",
	"package.json": "{ \"private\": true, \"workspaces\": [\"packages/*\"] }\n",
	"packages/hello-web/package.json": "{ \"name\": \"@acme/hello-web\", \"version\": \"2.0.1\", \"bin\": \"hello-web.mjs\" }\n"
};
/** The next version of one of the programs. */
const nextVersion = {
	"crates/hello-cli/Cargo.toml": cliManifest("1.3.0"),
	"crates/hello-cli/CHANGELOG.md": "# Changelog\n\n## 1.3.0\n\n- Says goodbye, too.\n\n## 1.2.0\n\n- Says hello in two languages.\n"
};
/** A change that is no release. */
const documentation = { "README.md": "# Tools of Acme\n\nThey say hello.\n" };
function cliManifest(version) {
	return `[package]\nname = "hello-cli"\nversion = "${version}"\nedition = "2021"\n\n[[bin]]\nname = "hello"\npath = "src/main.rs"\n`;
}

// local/demo/screen.ts
const codes = {
	bold: 1,
	dim: 2,
	red: 31,
	green: 32
};
const indent = "   ";
/** Writes plain ASCII; colours only where they are wanted. */
function makeScreen({ write, colours }) {
	const paint = (colour, text) => colours ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
	const line = (text = "") => write(text === "" ? "\n" : `${indent}${text}\n`);
	let steps = 0;
	return {
		line,
		title: (text) => write(`\n${paint("bold", text)}\n\n`),
		step: (heading, inputs = {}) => {
			write(`\n${paint("bold", `${++steps}. ${heading}`)}\n`);
			const given = Object.entries(inputs).map(([name, value]) => `${name}: ${value}`);
			if (given.length > 0) line(paint("dim", given.join("  ")));
			line();
		},
		table: (head, rows) => {
			const texts = [head, ...rows].map((row) => row.map(String));
			const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
			const isNumber = head.map((_, column) => rows.every((row) => typeof row[column] === "number"));
			for (const [number, row] of texts.entries()) {
				const text = row.map((cell, column) => {
					const width = widths[column] ?? 0;
					return isNumber[column] === true ? cell.padStart(width) : cell.padEnd(width);
				}).join("  ").trimEnd();
				line(number === 0 ? paint("dim", text) : text);
			}
			line();
		},
		list: (rows) => {
			const width = Math.max(...rows.map(([name]) => name.length));
			for (const [name, text] of rows) line(`${paint("dim", name.padEnd(width))}  ${text}`);
			line();
		},
		aside: (text) => line(text === "" ? "" : paint("dim", text)),
		failure: (text) => line(paint("red", text)),
		promise: (text, problems) => {
			line(`${problems.length === 0 ? paint("green", "ok") : paint("red", "BROKEN")}  ${text}`);
			for (const problem of problems) line(`        ${problem}`);
		}
	};
}

// local/answers.ts
/** Thrown by a handler to answer with something other than success. */
var Refusal = class extends Error {
	answer;
	constructor(answer, message) {
		super(message);
		this.name = "Refusal";
		this.answer = answer;
	}
};
function json(status, body, headers) {
	return {
		kind: "json",
		status,
		body,
		...headers === void 0 ? {} : { headers }
	};
}
function empty(status, headers) {
	return {
		kind: "empty",
		status,
		...headers === void 0 ? {} : { headers }
	};
}
function text(status, type, content, headers) {
	return {
		kind: "text",
		status,
		type,
		text: content,
		...headers === void 0 ? {} : { headers }
	};
}
/** An error of the REST API, in GitHub's shape. */
function apiError(status, message, errors) {
	const documentation = {
		documentation_url: "https://docs.github.com/rest",
		status: String(status)
	};
	return new Refusal(json(status, {
		message,
		...errors === void 0 ? {} : { errors },
		...documentation
	}), message);
}
function notFound() {
	return apiError(404, "Not Found");
}
function validationFailed(...errors) {
	return apiError(422, "Validation Failed", errors);
}
/** An error of the artifact service, in Twirp's shape. */
function twirpError(status, code, message) {
	return new Refusal(json(status, {
		code,
		msg: message
	}), message);
}
/** An error of the blob storage, in Azure's shape. */
function storageError(status, code, message) {
	const xml = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
	return new Refusal(text(status, "application/xml", xml, { "x-ms-error-code": code }), message);
}

// local/admission.ts
/** Who asks the API or sends an upload: a token with the rights that the route needs. */
function admitToken({ tokens }, request, found) {
	const rights = tokens.rightsOf(request.headers.authorization);
	if (rights === void 0) throw apiError(401, "Bad credentials");
	const { contents, actions } = found?.route.needs ?? {};
	if (!((contents === void 0 || rights.contents === "write" || contents === "read" && rights.contents === "read") && (actions === void 0 || rights.actions === "read"))) throw apiError(403, "Resource not accessible by integration");
	return {
		kind: "token",
		rights
	};
}
/** Who calls the artifact service: a job, by its runtime token. */
function admitJob({ tokens }, request) {
	const job = tokens.jobOf(request.headers.authorization);
	if (job === void 0) throw twirpError(401, "unauthenticated", "the token is missing, expired or not valid");
	return {
		kind: "job",
		...job
	};
}
/** Who reaches for a blob: a signature in the query and, as at the real storage, no `Authorization` beside it. */
function admitSigned({ signer }, request, url, found) {
	if (request.headers.authorization !== void 0) throw storageError(401, "InvalidAuthenticationInfo", "Authentication information is not given in the correct format.");
	const checked = signer.check(found?.params["key"] ?? "", url.searchParams);
	const needed = request.method === "PUT" ? "w" : "r";
	if ("refused" in checked) throw storageError(403, "AuthenticationFailed", checked.refused);
	if (!checked.permission.includes(needed)) throw storageError(403, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation.");
	return { kind: "signature" };
}

// local/router.ts
/**
* A route for `path`, in which `:name` stands for one segment and `*name` for the rest. Letter case is ignored, as
* GitHub does for owners and repositories.
*/
function route(method, path, options, handle) {
	const source = path.split(/([:*][a-z]+)/).map((part) => {
		if (part.startsWith(":")) return `(?<${part.slice(1)}>[^/]+)`;
		if (part.startsWith("*")) return `(?<${part.slice(1)}>.+)`;
		return part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
	}).join("");
	return {
		...options,
		method,
		pattern: new RegExp(`^${source}$`, "i"),
		handle
	};
}
/** The first route that takes the request. HEAD is served like GET. */
function findRoute(routes, method, path) {
	const wanted = method === "HEAD" ? "GET" : method;
	for (const candidate of routes) {
		if (candidate.method !== wanted) continue;
		const groups = candidate.pattern.exec(path);
		if (groups === null) continue;
		const params = decodeAll(groups.groups ?? {});
		if (params !== void 0) return {
			route: candidate,
			params
		};
	}
}
function decodeAll(groups) {
	try {
		return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
	} catch {
		return;
	}
}

// local/send.ts
/** Sends an answer; resolves when the last byte is out. */
async function send$1(response, answer, sending) {
	const { head, cut, damaged, common } = sending;
	const headers = {
		...common,
		...answer.headers
	};
	if (answer.kind === "file") {
		const length = answer.end - answer.start + 1;
		response.writeHead(answer.status, {
			...headers,
			"content-length": String(length)
		});
		if (head || length === 0) {
			response.end();
			return;
		}
		const last = cut ? answer.start + Math.floor(length / 2) : answer.end;
		const file = createReadStream(answer.path, {
			start: answer.start,
			end: last
		});
		if (cut) {
			await pipeline(file, response, { end: false });
			response.socket?.resetAndDestroy();
			return;
		}
		if (damaged && answer.start === 0) await pipeline(file, flipFirst(), response);
		else await pipeline(file, response);
		return;
	}
	const content = contentOf(answer, damaged);
	if (content !== void 0) headers["content-type"] = content.type;
	const bytes = Buffer.from(content?.text ?? "");
	response.writeHead(answer.status, answer.status === 204 || answer.status === 304 ? headers : {
		...headers,
		"content-length": String(bytes.length)
	});
	if (cut) {
		response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.resetAndDestroy());
		return;
	}
	response.end(head ? void 0 : bytes);
}
function contentOf(answer, damaged) {
	switch (answer.kind) {
		case "json": return {
			type: "application/json; charset=utf-8",
			text: JSON.stringify(damaged ? falsify(answer.body) : answer.body)
		};
		case "text": return {
			type: answer.type,
			text: answer.text
		};
		case "file":
		case "empty": return;
	}
}
/** The same JSON with every digest replaced by one that nothing has. */
function falsify(body) {
	const text = JSON.stringify(body);
	return text === void 0 ? body : JSON.parse(text.replace(/"sha256:[0-9a-f]{64}"/g, `"sha256:${"0".repeat(64)}"`));
}
/** Flips the lowest bit of the first byte that passes. */
function flipFirst() {
	let first = true;
	return new Transform({ transform(chunk, _encoding, done) {
		const copy = Buffer.from(chunk);
		if (first && copy.length > 0) {
			copy[0] = (copy[0] ?? 0) ^ 1;
			first = false;
		}
		done(null, copy);
	} });
}

// local/storage.ts
/** Writes a stream to a file and hashes it on the way. */
async function storeStream(input, path, damaged = false) {
	await mkdir(dirname(path), { recursive: true });
	const hash = createHash("sha256");
	let size = 0;
	const meter = new Transform({ transform(chunk, _encoding, done) {
		hash.update(chunk);
		size += chunk.length;
		done(null, chunk);
	} });
	const file = createWriteStream(path);
	if (damaged) await pipeline(Readable.from(input), flipFirst(), meter, file);
	else await pipeline(Readable.from(input), meter, file);
	return {
		size,
		digest: `sha256:${hash.digest("hex")}`
	};
}

// local/blobs.ts
/** Where the bytes of a blob are. Keys are made by the server, never taken from a request unsigned. */
function blobPath({ folder }, key) {
	return join(folder, "blobs", ...key.split("/"));
}
/** The blob storage: block blobs as on Azure, reached by signed addresses only. */
function blobRoutes(context) {
	return [route("GET", "/devstore/*key", {}, async (exchange) => read(context, exchange)), route("PUT", "/devstore/*key", { body: "stream" }, async (exchange) => {
		const key = exchange.params["key"] ?? "";
		switch (exchange.query.get("comp")) {
			case "block":
				await storeStream(exchange.input, blockPath(context, key, exchange.query.get("blockid") ?? ""), exchange.damaged);
				return created(context);
			case "blocklist": return commitBlocks(context, key, exchange);
			case null:
				await putWhole(context, key, exchange);
				return created(context);
			default: throw storageError(400, "InvalidQueryParameterValue", "comp is not supported");
		}
	})];
}
function blockPath(context, key, id) {
	if (id === "") throw storageError(400, "InvalidQueryParameterValue", "blockid is needed");
	return join(`${blobPath(context, key)}.blocks`, Buffer.from(id).toString("hex"));
}
async function putWhole(context, key, exchange) {
	if (exchange.headers["x-ms-blob-type"] !== "BlockBlob") throw storageError(400, "MissingRequiredHeader", "x-ms-blob-type");
	const path = blobPath(context, key);
	await storeStream(exchange.input, `${path}.new`, exchange.damaged);
	await rename(`${path}.new`, path);
}
/** Joins the blocks in the order of the list; what is not in it is dropped. */
async function commitBlocks(context, key, exchange) {
	const chunks = [];
	for await (const chunk of exchange.input) chunks.push(chunk);
	const blocks = [...Buffer.concat(chunks).toString("utf8").matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id = ""]) => id).map((id) => blockPath(context, key, id));
	if ((await Promise.all(blocks.map(async (block) => stat(block).catch(() => void 0)))).includes(void 0)) throw storageError(400, "InvalidBlockList", "The specified block list is invalid.");
	const path = blobPath(context, key);
	await mkdir(dirname(path), { recursive: true });
	const target = createWriteStream(`${path}.new`);
	for (const block of blocks) {
		const content = createReadStream(block);
		for await (const chunk of content) if (!target.write(chunk)) await once(target, "drain");
	}
	target.end();
	await finished(target);
	await rename(`${path}.new`, path);
	await rm(`${path}.blocks`, {
		recursive: true,
		force: true
	});
	return created(context);
}
function created(context) {
	return empty(201, {
		...common(context),
		"x-ms-request-server-encrypted": "true"
	});
}
function common({ now }) {
	return {
		"x-ms-version": "2025-11-05",
		"last-modified": new Date(now()).toUTCString(),
		etag: `"${now().toString(16)}"`
	};
}
async function read(context, { params, query, headers }) {
	const path = blobPath(context, params["key"] ?? "");
	const there = await stat(path).catch(() => void 0);
	if (there === void 0) throw storageError(404, "BlobNotFound", "The specified blob does not exist.");
	const disposition = query.get("rscd");
	const answer = {
		...common(context),
		etag: `"${createHash("sha256").update(`${path}:${there.size}:${there.mtimeMs}`).digest("hex").slice(0, 16)}"`,
		"last-modified": there.mtime.toUTCString(),
		"accept-ranges": "bytes",
		"x-ms-blob-type": "BlockBlob",
		"content-type": query.get("rsct") ?? "application/octet-stream",
		...disposition === null ? {} : { "content-disposition": disposition }
	};
	const range = headers.range ?? headers["x-ms-range"];
	const wanted = /^bytes=(\d*)-(\d*)$/.exec(typeof range === "string" ? range : "");
	if (wanted === null) return {
		kind: "file",
		status: 200,
		path,
		start: 0,
		end: there.size - 1,
		headers: answer
	};
	const [, from = "", to = ""] = wanted;
	const start = from === "" ? Math.max(0, there.size - Number(to)) : Number(from);
	const end = from === "" || to === "" ? there.size - 1 : Math.min(Number(to), there.size - 1);
	if (start > end) throw storageError(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
	const place = { "content-range": `bytes ${start}-${end}/${there.size}` };
	return {
		kind: "file",
		status: 206,
		path,
		start,
		end,
		headers: {
			...answer,
			...place
		}
	};
}

// local/context.ts
/** A time as GitHub writes it: UTC, whole seconds. */
function timestamp(ms) {
	return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
/** The opaque id that GitHub gives to everything beside its number. */
function nodeId(kind, id) {
	return Buffer.from(`${kind}:${id}`).toString("base64url");
}

// local/accounts.ts
/** A user as the REST API describes one. */
function account(base, login, id, type) {
	const url = `${base}/users/${encodeURIComponent(login)}`;
	return {
		login,
		id,
		node_id: nodeId("User", id),
		avatar_url: `${base}/avatars/${id}`,
		gravatar_id: "",
		url,
		html_url: `${base}/${encodeURIComponent(login)}`,
		followers_url: `${url}/followers`,
		following_url: `${url}/following{/other_user}`,
		gists_url: `${url}/gists{/gist_id}`,
		starred_url: `${url}/starred{/owner}{/repo}`,
		subscriptions_url: `${url}/subscriptions`,
		organizations_url: `${url}/orgs`,
		repos_url: `${url}/repos`,
		events_url: `${url}/events{/privacy}`,
		received_events_url: `${url}/received_events`,
		type,
		user_view_type: "public",
		site_admin: false
	};
}
/** Who does what a workflow does. */
function bot(base) {
	return account(base, "github-actions[bot]", 41898282, "Bot");
}

// local/pages.ts
/** One page of a list, with the `Link` header of RFC 8288 that leads to the others. `base` is the origin of the API. */
function paginate(exchange, base, all) {
	const size = Math.min(number(exchange, "per_page", 30), 100);
	const page = number(exchange, "page", 1);
	if (page * size > 1e4) throw apiError(422, "Only the first 10000 results are available.");
	const last = Math.max(1, Math.ceil(all.length / size));
	const link = (relation, to) => {
		const query = new URLSearchParams(exchange.query);
		query.set("page", String(to));
		return `<${base}${exchange.path}?${query.toString()}>; rel="${relation}"`;
	};
	const links = [
		...page > 1 ? [link("prev", page - 1)] : [],
		...page < last ? [link("next", page + 1), link("last", last)] : [],
		...page > 1 ? [link("first", 1)] : []
	];
	return {
		items: all.slice((page - 1) * size, page * size),
		headers: links.length === 0 ? {} : { link: links.join(", ") }
	};
}
function number(exchange, name, otherwise) {
	const value = Number(exchange.query.get(name) ?? otherwise);
	return Number.isInteger(value) && value > 0 ? value : otherwise;
}

// local/repository.ts
const BEGINNING = timestamp(0);
/** Addresses below that of a repository: field name (without `_url`) and what follows. */
const ADDRESSES = {
	archive: "/{archive_format}{/ref}",
	assignees: "/assignees{/user}",
	blobs: "/git/blobs{/sha}",
	branches: "/branches{/branch}",
	collaborators: "/collaborators{/collaborator}",
	comments: "/comments{/number}",
	commits: "/commits{/sha}",
	compare: "/compare/{base}...{head}",
	contents: "/contents/{+path}",
	contributors: "/contributors",
	deployments: "/deployments",
	downloads: "/downloads",
	events: "/events",
	forks: "/forks",
	git_commits: "/git/commits{/sha}",
	git_refs: "/git/refs{/sha}",
	git_tags: "/git/tags{/sha}",
	hooks: "/hooks",
	issue_comment: "/issues/comments{/number}",
	issue_events: "/issues/events{/number}",
	issues: "/issues{/number}",
	keys: "/keys{/key_id}",
	labels: "/labels{/name}",
	languages: "/languages",
	merges: "/merges",
	milestones: "/milestones{/number}",
	notifications: "/notifications{?since,all,participating}",
	pulls: "/pulls{/number}",
	releases: "/releases{/id}",
	stargazers: "/stargazers",
	statuses: "/statuses/{sha}",
	subscribers: "/subscribers",
	subscription: "/subscription",
	tags: "/tags",
	teams: "/teams",
	trees: "/git/trees{/sha}"
};
/** Number of the repository. */
const REPOSITORY_ID = 1;
/** The repository as it stands inside other answers. */
function minimalRepository({ owner, name, repository, urls }) {
	const url = `${urls.api}/repos/${repository}`;
	return {
		id: 1,
		node_id: nodeId("Repository", 1),
		name,
		full_name: repository,
		private: false,
		owner: account(urls.web, owner, 2, "Organization"),
		html_url: `${urls.web}/${repository}`,
		description: null,
		fork: false,
		url,
		...Object.fromEntries(Object.entries(ADDRESSES).map(([field, rest]) => [`${field}_url`, `${url}${rest}`]))
	};
}
/** The repository itself, and how many requests are left. */
function repositoryRoutes(context, remaining) {
	return [route("GET", `/repos/${context.repository}`, { needs: { contents: "read" } }, async () => {
		const { urls, repository, git } = context;
		const web = `${urls.web}/${repository}`;
		return json(200, {
			...minimalRepository(context),
			clone_url: `${web}.git`,
			git_url: `${web.replace(/^http:/, "git:")}.git`,
			ssh_url: `git@github.localhost:${repository}.git`,
			svn_url: web,
			mirror_url: null,
			homepage: null,
			language: null,
			license: null,
			default_branch: await git.defaultBranch(),
			visibility: "public",
			archived: false,
			disabled: false,
			size: 0,
			has_issues: true,
			has_projects: false,
			has_wiki: false,
			has_pages: false,
			has_discussions: false,
			has_downloads: true,
			is_template: false,
			topics: [],
			...counts([
				"forks",
				"forks_count",
				"open_issues",
				"open_issues_count",
				"watchers",
				"watchers_count"
			]),
			...counts([
				"stargazers_count",
				"network_count",
				"subscribers_count"
			]),
			created_at: BEGINNING,
			updated_at: BEGINNING,
			pushed_at: BEGINNING,
			permissions: {
				admin: false,
				maintain: false,
				push: false,
				triage: false,
				pull: false
			}
		});
	}), route("GET", "/rate_limit", {}, ({ headers }) => {
		const rate = remaining(headers.authorization ?? "");
		return json(200, {
			resources: {
				core: rate,
				search: rate
			},
			rate
		});
	})];
}
function counts(fields) {
	return Object.fromEntries(fields.map((field) => [field, 0]));
}

// local/runs.ts
/** Workflow runs and their artifacts, as the REST API shows them. */
function runRoutes(context) {
	const base = `/repos/${context.repository}/actions`;
	const read = { needs: { actions: "read" } };
	const list = {
		...read,
		listing: true
	};
	const { store } = context;
	return [
		route("GET", `${base}/runs/:id`, read, async ({ params }) => {
			const run = store.current.runs.find(({ id }) => id === Number(params["id"]));
			if (run === void 0) throw notFound();
			return json(200, await runJson(context, run));
		}),
		route("GET", `${base}/runs/:id/artifacts`, list, async (exchange) => {
			const run = Number(exchange.params["id"]);
			if (!store.current.runs.some(({ id }) => id === run) && !store.current.artifacts.some((artifact) => artifact.run === run)) throw notFound();
			return listArtifacts(context, exchange, (artifact) => artifact.run === run);
		}),
		route("GET", `${base}/artifacts`, list, async (exchange) => listArtifacts(context, exchange, () => true)),
		route("GET", `${base}/artifacts/:id`, read, async ({ params }) => json(200, await artifactJson(context, findArtifact(context, params["id"])))),
		route("GET", `${base}/artifacts/:id/zip`, read, ({ params }) => {
			const artifact = findArtifact(context, params["id"]);
			if (artifact.expired || artifact.expiresAt <= context.now()) throw apiError(410, "Artifact has expired");
			return empty(302, { location: artifactUrl(context, artifact) });
		})
	];
}
/** A signed address of an artifact's bytes; lives one minute. */
function artifactUrl({ signer, urls }, { path, name, contentType }) {
	const fileName = contentType === "application/zip" ? `${name}.zip` : name;
	return signer.url(urls.blobs, {
		key: path,
		permission: "r",
		fileName,
		contentType
	});
}
function findArtifact({ store }, id) {
	const artifact = store.current.artifacts.find((candidate) => candidate.id === Number(id));
	if (artifact === void 0) throw notFound();
	return artifact;
}
async function listArtifacts(context, exchange, wanted) {
	const name = exchange.query.get("name");
	const { artifacts } = context.store.at(context.now() - exchange.lag);
	const all = artifacts.filter((artifact) => wanted(artifact) && (name === null || artifact.name === name)).reverse();
	if (exchange.query.get("direction") === "asc") all.reverse();
	const { items, headers } = paginate(exchange, context.urls.api, all);
	const shown = await Promise.all(items.map(async (artifact) => artifactJson(context, artifact)));
	return json(200, {
		total_count: all.length,
		artifacts: shown
	}, headers);
}
async function artifactJson(context, artifact) {
	const { urls, repository, store, git, now } = context;
	const url = `${urls.api}/repos/${repository}/actions/artifacts/${artifact.id}`;
	const run = store.current.runs.find(({ id }) => id === artifact.run);
	return {
		id: artifact.id,
		node_id: nodeId("Artifact", artifact.id),
		name: artifact.name,
		size_in_bytes: artifact.size,
		url,
		archive_download_url: `${url}/zip`,
		expired: artifact.expired || artifact.expiresAt <= now(),
		created_at: timestamp(artifact.createdAt),
		updated_at: timestamp(artifact.createdAt),
		expires_at: timestamp(artifact.expiresAt),
		digest: artifact.digest,
		workflow_run: {
			id: artifact.run,
			repository_id: 1,
			head_repository_id: 1,
			head_branch: await git.defaultBranch(),
			head_sha: artifact.headSha ?? await headOf(context, run)
		}
	};
}
async function headOf({ git }, run) {
	return run?.headSha ?? await git.resolve(await git.defaultBranch()) ?? "0".repeat(40);
}
async function runJson(context, run) {
	const { git, urls, repository } = context;
	const sha = await headOf(context, run);
	const commit = await git.typeOf(sha) === "commit" ? await git.commit(sha) : void 0;
	const base = `${urls.api}/repos/${repository}/actions`;
	const url = `${base}/runs/${run.id}`;
	const time = timestamp(run.createdAt);
	const title = commit?.message.split("\n")[0] ?? "release";
	return {
		id: run.id,
		name: "release",
		node_id: nodeId("WorkflowRun", run.id),
		head_branch: await git.defaultBranch(),
		head_sha: sha,
		path: ".github/workflows/release.yml",
		display_title: title,
		run_number: 1,
		run_attempt: run.attempt,
		event: "push",
		status: "completed",
		conclusion: "success",
		workflow_id: 1,
		check_suite_id: run.id,
		check_suite_node_id: nodeId("CheckSuite", run.id),
		url,
		html_url: `${urls.web}/${repository}/actions/runs/${run.id}`,
		pull_requests: [],
		created_at: time,
		updated_at: time,
		run_started_at: time,
		actor: bot(urls.web),
		triggering_actor: bot(urls.web),
		jobs_url: `${url}/jobs`,
		logs_url: `${url}/logs`,
		check_suite_url: `${urls.api}/repos/${repository}/check-suites/${run.id}`,
		artifacts_url: `${url}/artifacts`,
		cancel_url: `${url}/cancel`,
		rerun_url: `${url}/rerun`,
		previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
		workflow_url: `${base}/workflows/1`,
		head_commit: commit === void 0 ? null : {
			id: sha,
			tree_id: commit.tree,
			message: commit.message,
			timestamp: commit.committer.date,
			author: {
				name: commit.author.name,
				email: commit.author.email
			},
			committer: {
				name: commit.committer.name,
				email: commit.committer.email
			}
		},
		repository: minimalRepository(context),
		head_repository: minimalRepository(context)
	};
}

// local/artifact-service.ts
const NINETY_DAYS$1 = 7776e6;
const FORBIDDEN = /[":<>|*?\r\n\\/]/;
/** The runner's own artifact service (Twirp over JSON). A job sees the artifacts of its run. */
function artifactServiceRoutes(context) {
	const pending = /* @__PURE__ */ new Map();
	const method = (name, write, handle) => route("POST", `/twirp/github.actions.results.api.v1.ArtifactService/${name}`, {
		body: "json",
		write
	}, async (exchange) => handle(readCall(exchange)));
	return [
		method("CreateArtifact", true, (call) => create(context, pending, call)),
		method("FinalizeArtifact", true, async (call) => finalize(context, pending, call)),
		method("ListArtifacts", false, (call) => list(context, call)),
		method("GetSignedArtifactURL", false, (call) => json(200, { signed_url: artifactUrl(context, find(context, call)) })),
		method("DeleteArtifact", true, async (call) => {
			const artifact = find(context, call);
			context.store.set({ artifacts: context.store.current.artifacts.filter(({ id }) => id !== artifact.id) });
			await rm(blobPath(context, artifact.path), { force: true });
			return json(200, {
				ok: true,
				artifact_id: String(artifact.id)
			});
		})
	];
}
function readCall({ caller, json: body, lag }) {
	const field = (name) => {
		const value = body[name];
		if (typeof value === "number") return String(value);
		return typeof value === "string" && value !== "" ? value : void 0;
	};
	if (caller.kind !== "job") throw twirpError(401, "unauthenticated", "not a runtime token");
	if (!(field("workflow_run_backend_id") === caller.run && field("workflow_job_run_backend_id") === caller.job)) throw twirpError(403, "permission_denied", "the token is for another run");
	return {
		run: Number(caller.run),
		job: caller.job,
		lag,
		field
	};
}
function create(context, pending, { run, field }) {
	const { store, signer, urls, now } = context;
	const name = nameOf(field);
	if (FORBIDDEN.test(name)) throw twirpError(400, "invalid_argument", `the artifact name ${JSON.stringify(name)} is not valid`);
	if (pending.has(`${run}/${name}`) || store.current.artifacts.some((artifact) => artifact.run === run && artifact.name === name)) throw twirpError(409, "already_exists", "an artifact with this name already exists on the workflow run");
	const id = store.nextId();
	const expires = Date.parse(field("expires_at") ?? "");
	const entry = {
		id,
		run,
		name,
		contentType: field("mime_type") ?? "application/zip",
		key: `artifacts/${id}`,
		expiresAt: Number.isNaN(expires) ? now() + NINETY_DAYS$1 : expires
	};
	pending.set(`${run}/${name}`, entry);
	return json(200, {
		ok: true,
		signed_upload_url: signer.url(urls.blobs, {
			key: entry.key,
			permission: "cw"
		})
	});
}
async function finalize(context, pending, { run, field }) {
	const { store, now } = context;
	const name = nameOf(field);
	const entry = pending.get(`${run}/${name}`);
	if (entry === void 0) throw twirpError(404, "not_found", "no such artifact was created");
	const { size, digest } = await measure(blobPath(context, entry.key));
	if (String(size) !== (field("size") ?? "0")) throw twirpError(400, "invalid_argument", `the stored size is ${size}`);
	const hash = field("hash");
	if (hash !== void 0 && hash !== digest) throw twirpError(400, "invalid_argument", `the stored digest is ${digest}`);
	pending.delete(`${run}/${name}`);
	const { id, contentType, key, expiresAt } = entry;
	const artifact = {
		id,
		run,
		name,
		size,
		digest,
		contentType,
		path: key,
		expired: false,
		createdAt: now(),
		expiresAt,
		headSha: void 0
	};
	store.set({ artifacts: [...store.current.artifacts, artifact] });
	return json(200, {
		ok: true,
		artifact_id: String(id)
	});
}
function list({ store, now }, { run, job, lag, field }) {
	const { artifacts } = store.at(now() - lag);
	const [name, id] = [field("name_filter"), field("id_filter")];
	const wanted = artifacts.filter((artifact) => artifact.run === run && (name === void 0 || artifact.name === name) && (id === void 0 || String(artifact.id) === id));
	return json(200, { artifacts: wanted.map((artifact) => ({
		workflow_run_backend_id: String(run),
		workflow_job_run_backend_id: job,
		database_id: String(artifact.id),
		name: artifact.name,
		size: String(artifact.size),
		created_at: new Date(artifact.createdAt).toISOString(),
		digest: artifact.digest
	})) });
}
/** The newest artifact of that name in the run. */
function find({ store }, { run, field }) {
	const name = nameOf(field);
	const artifact = store.current.artifacts.findLast((candidate) => candidate.run === run && candidate.name === name);
	if (artifact === void 0) throw twirpError(404, "not_found", "artifact not found");
	return artifact;
}
function nameOf(field) {
	const name = field("name");
	if (name === void 0) throw twirpError(400, "invalid_argument", "a name is needed");
	return name;
}
async function measure(path) {
	const there = await stat(path).catch(() => void 0);
	if (there === void 0) throw twirpError(400, "invalid_argument", "nothing was uploaded");
	const hash = createHash("sha256");
	const content = createReadStream(path);
	for await (const chunk of content) hash.update(chunk);
	return {
		size: there.size,
		digest: `sha256:${hash.digest("hex")}`
	};
}

// local/asset-names.ts
/**
* The name under which GitHub keeps an uploaded asset. Accents are dropped, every run of characters outside
* `A-Z a-z 0-9 . - _ + @` becomes one dot, dots are collapsed and trimmed, and where only an extension is left, or the
* name began with a dot, `default` comes before it.
*/
function storedName(name) {
	const plain = name.normalize("NFD").replace(/\p{Mn}/gu, "");
	const dotted = plain.replace(/[^A-Za-z0-9\-_+@.]+/g, ".").replace(/\.{2,}/g, ".");
	const trimmed = dotted.replace(/^\.|\.$/g, "");
	const stemGone = dotted.startsWith(".") && !trimmed.includes(".");
	return plain.startsWith(".") || stemGone ? `default.${trimmed}` : trimmed;
}

// local/release-json.ts
/** A release as the REST API shows it. */
function releaseJson(context, release) {
	const { repository, urls } = context;
	const url = `${urls.api}/repos/${repository}/releases/${release.id}`;
	const tag = encodeTag(release.tag);
	return {
		url,
		assets_url: `${url}/assets`,
		upload_url: `${urls.uploads}/repos/${repository}/releases/${release.id}/assets{?name,label}`,
		html_url: `${urls.web}/${repository}/releases/tag/${shownTag(release)}`,
		id: release.id,
		author: bot(urls.web),
		node_id: nodeId("Release", release.id),
		tag_name: release.tag,
		target_commitish: release.target,
		name: release.name,
		draft: release.draft,
		immutable: release.immutable,
		prerelease: release.prerelease,
		created_at: timestamp(release.createdAt),
		updated_at: timestamp(release.updatedAt),
		published_at: release.publishedAt === void 0 ? null : timestamp(release.publishedAt),
		assets: release.assets.map((asset) => assetJson(context, release, asset)),
		tarball_url: release.draft ? null : `${urls.api}/repos/${repository}/tarball/${tag}`,
		zipball_url: release.draft ? null : `${urls.api}/repos/${repository}/zipball/${tag}`,
		body: release.body
	};
}
function assetJson(context, release, asset) {
	const { repository, urls } = context;
	return {
		url: `${urls.api}/repos/${repository}/releases/assets/${asset.id}`,
		id: asset.id,
		node_id: nodeId("ReleaseAsset", asset.id),
		name: asset.name,
		label: asset.label,
		uploader: bot(urls.web),
		content_type: asset.contentType,
		state: asset.state,
		size: asset.size,
		digest: asset.digest,
		download_count: asset.downloads,
		created_at: timestamp(asset.createdAt),
		updated_at: timestamp(asset.updatedAt),
		browser_download_url: `${urls.web}/${repository}/releases/download/${shownTag(release)}/${encodeURIComponent(asset.name)}`
	};
}
function shownTag(release) {
	return release.draft ? release.untagged : encodeTag(release.tag);
}
/** A tag in a path: everything but its slashes is encoded. */
function encodeTag(tag) {
	return tag.split("/").map(encodeURIComponent).join("/");
}

// local/notes.ts
/** Title and text that GitHub would propose for a release: what was committed since the tag before. */
async function generateNotes(context, tag, target, previous) {
	const { git, urls, repository } = context;
	const to = await git.resolve(`refs/tags/${tag}`) ?? await git.resolve(target ?? await git.defaultBranch());
	const before = previous ?? await previousTag(context, tag, to);
	const from = before === void 0 ? void 0 : await git.resolve(`refs/tags/${before}`);
	const changes = to === void 0 ? [] : (await git.subjects(from, to)).map((subject) => `* ${subject}`);
	const link = before === void 0 ? `commits/${tag}` : `compare/${before}...${tag}`;
	return {
		name: tag,
		body: [...changes.length === 0 ? [] : [`## What's Changed\n${changes.join("\n")}\n`], `**Full Changelog**: ${urls.web}/${repository}/${link}`].join("\n")
	};
}
/** The newest published release whose tag lies before the commit. */
async function previousTag({ git, store }, tag, to) {
	if (to === void 0) return void 0;
	for (const release of store.current.releases.toReversed()) {
		if (release.draft || release.tag === tag) continue;
		const commit = await git.resolve(`refs/tags/${release.tag}`);
		if (commit !== void 0 && await git.isAncestor(commit, to)) return release.tag;
	}
}

// local/publishing.ts
/** Refuses a tag name that git would not take, or that an immutable release has used up. */
async function checkTagName(context, tag) {
	if (!await context.git.isRefName(`refs/tags/${tag}`)) throw validationFailed({
		resource: "Release",
		code: "custom",
		field: "tag_name",
		message: "tag_name is not a valid tag"
	});
	if (!context.store.current.burnedTags.has(tag)) return;
	throw validationFailed({
		resource: "Release",
		code: "custom",
		field: "tag_name",
		message: "tag_name was used by an immutable release"
	}, {
		resource: "Release",
		code: "custom",
		message: "Published releases must have a valid tag"
	});
}
/** Refuses a second published release of one tag. */
function checkTagFree(context, tag, except) {
	if (context.store.current.releases.some((other) => !other.draft && other.tag === tag && other.id !== except)) throw validationFailed({
		resource: "Release",
		code: "already_exists",
		field: "tag_name"
	});
}
/**
* Makes the tag of a release at its target, unless the tag exists, and answers the published release. The target is a
* branch or a full hash. The date of a published release is that of its commit.
*/
async function publish(context, release) {
	const { git, store, now } = context;
	const ref = `refs/tags/${release.tag}`;
	let commit = await git.ref(ref) === void 0 ? void 0 : await git.resolve(ref);
	if (commit === void 0) {
		commit = await targetCommit(context, release.target);
		if (commit === void 0) throw validationFailed({
			resource: "Release",
			code: "invalid",
			field: "target_commitish"
		});
		if (!await git.setRef(ref, commit, "create")) throw validationFailed({
			resource: "Release",
			code: "custom",
			field: "pre_receive",
			message: "pre_receive Could not create the tag"
		});
	}
	const createdAt = Date.parse((await git.commit(commit)).committer.date);
	const published = {
		...release,
		draft: false,
		createdAt,
		publishedAt: now(),
		updatedAt: now(),
		immutable: context.immutable
	};
	if (context.immutable) store.set({ burnedTags: /* @__PURE__ */ new Set([...store.current.burnedTags, release.tag]) });
	return published;
}
async function targetCommit({ git }, target) {
	if (/^[0-9a-f]{40}$/i.test(target)) return await git.typeOf(target) === "commit" ? target.toLowerCase() : void 0;
	const branch = target.replace(/^refs\/heads\//, "");
	return await git.ref(`refs/heads/${branch}`) === void 0 ? void 0 : git.resolve(`refs/heads/${branch}`);
}
/**
* The release that `releases/latest` answers: the one published last with `make_latest: "true"`, else the newest by
* date that does not say `"false"`. Drafts and prereleases are never the latest.
*/
function latestRelease({ store }) {
	const { releases, latest } = store.current;
	const eligible = releases.filter((release) => !release.draft && !release.prerelease);
	const marked = eligible.find((release) => release.id === latest);
	if (marked !== void 0) return marked;
	return eligible.filter((release) => release.makeLatest !== "false").reduce((best, next) => best !== void 0 && best.createdAt > next.createdAt ? best : next, void 0);
}

// local/state.ts
function createStore(now) {
	let current = {
		releases: [],
		burnedTags: /* @__PURE__ */ new Set(),
		latest: void 0,
		artifacts: [],
		runs: []
	};
	const history = [{
		at: -1e400,
		state: current
	}];
	let id = 1e3;
	let queue = Promise.resolve();
	return {
		get current() {
			return current;
		},
		at(time) {
			return history.findLast((entry) => entry.at <= time)?.state ?? current;
		},
		set(change) {
			current = {
				...current,
				...change
			};
			history.push({
				at: now(),
				state: current
			});
		},
		nextId() {
			id += 1;
			return id;
		},
		async exclusive(body) {
			const turn = queue.then(body);
			queue = turn.catch(() => void 0);
			return turn;
		}
	};
}
function findRelease(state, id) {
	return state.releases.find((release) => release.id === Number(id));
}
/** Changes one release; does nothing when it is gone. */
function changeRelease(store, id, change) {
	store.set({ releases: store.current.releases.map((release) => release.id === id ? change(release) : release) });
}

// local/releases.ts
const LONGEST_BODY = 125e3;
/** The `releases` endpoints of the REST API, but for assets. */
function releaseRoutes(context) {
	const base = `/repos/${context.repository}/releases`;
	const read = { needs: { contents: "read" } };
	const write = {
		needs: { contents: "write" },
		body: "json"
	};
	return [
		route("GET", base, {
			...read,
			listing: true
		}, (exchange) => listReleases(context, exchange)),
		route("POST", base, write, async (exchange) => context.store.exclusive(async () => createRelease(context, exchange))),
		route("POST", `${base}/generate-notes`, {
			...write,
			write: false
		}, async ({ json: body }) => {
			if (typeof body["tag_name"] !== "string") throw missing("tag_name");
			return json(200, await generateNotes(context, body["tag_name"], textOf(body["target_commitish"]), textOf(body["previous_tag_name"])));
		}),
		route("GET", `${base}/latest`, read, () => found(context, latestRelease(context))),
		route("GET", `${base}/tags/*tag`, read, ({ params }) => found(context, context.store.current.releases.find((release) => !release.draft && release.tag === params["tag"]))),
		route("GET", `${base}/:id`, read, ({ params, caller }) => {
			const release = findRelease(context.store.current, params["id"] ?? "");
			if (release?.draft === true && !mayWrite(caller)) throw notFound();
			return found(context, release);
		}),
		route("PATCH", `${base}/:id`, write, async (exchange) => context.store.exclusive(async () => updateRelease(context, exchange))),
		route("DELETE", `${base}/:id`, { needs: { contents: "write" } }, async ({ params }) => deleteRelease(context, params["id"] ?? ""))
	];
}
function mayWrite(caller) {
	return caller.kind === "token" && caller.rights.contents === "write";
}
function found(context, release) {
	if (release === void 0) throw notFound();
	return json(200, releaseJson(context, release));
}
function listReleases(context, exchange) {
	const { releases } = context.store.at(context.now() - exchange.lag);
	const visible = releases.filter((release) => !release.draft || mayWrite(exchange.caller)).reverse();
	const { items, headers } = paginate(exchange, context.urls.api, visible);
	return json(200, items.map((release) => releaseJson(context, release)), headers);
}
async function createRelease(context, { json: body }) {
	const { git, store, now } = context;
	const changes = readChanges(body);
	const tag = changes.tag;
	if (tag === void 0) throw missing("tag_name");
	await checkTagName(context, tag);
	const draft = changes.draft ?? false;
	if (!draft) checkTagFree(context, tag);
	const notes = body["generate_release_notes"] === true ? await generateNotes(context, tag, changes.target, void 0) : void 0;
	const text = [changes.body, notes?.body].filter((part) => part !== void 0 && part !== null && part !== "");
	const release = {
		id: store.nextId(),
		tag,
		target: changes.target ?? await git.defaultBranch(),
		name: changes.name ?? notes?.name ?? null,
		body: text.length === 0 ? changes.body ?? null : text.join("\n\n"),
		draft: true,
		prerelease: changes.prerelease ?? false,
		immutable: false,
		makeLatest: changes.makeLatest ?? "true",
		untagged: `untagged-${randomBytes(10).toString("hex")}`,
		createdAt: now(),
		updatedAt: now(),
		publishedAt: void 0,
		assets: []
	};
	const created = draft ? release : await publish(context, release);
	store.set({ releases: [...store.current.releases, created] });
	if (!draft) markLatest(context, created);
	const answer = releaseJson(context, created);
	return json(201, answer, { location: String(answer["url"]) });
}
async function updateRelease(context, { params, json: body }) {
	const { store, now } = context;
	const release = findRelease(store.current, params["id"] ?? "");
	if (release === void 0) throw notFound();
	const changes = readChanges(body);
	const tag = changes.tag ?? release.tag;
	const draft = changes.draft ?? release.draft;
	if (release.immutable) checkImmutable(release, changes);
	else if (tag !== release.tag || release.draft && !draft) await checkTagName(context, tag);
	if (!draft) checkTagFree(context, tag, release.id);
	const makeLatest = changes.makeLatest ?? (release.draft ? "true" : release.makeLatest);
	const changed = {
		...release,
		tag,
		target: changes.target ?? release.target,
		name: changes.name === void 0 ? release.name : changes.name,
		body: changes.body === void 0 ? release.body : changes.body,
		prerelease: changes.prerelease ?? release.prerelease,
		makeLatest,
		updatedAt: now(),
		draft,
		...draft ? { publishedAt: void 0 } : {}
	};
	const publishing = !draft && (release.draft || tag !== release.tag);
	const result = publishing ? await publish(context, changed) : changed;
	changeRelease(store, release.id, ({ assets }) => ({
		...result,
		assets
	}));
	if (!draft && (publishing || changes.makeLatest !== void 0)) markLatest(context, result);
	return found(context, findRelease(store.current, release.id));
}
/** What may still change on an immutable release: title, notes, prerelease and latest. */
function checkImmutable(release, changes) {
	const frozen = [];
	const refuse = (field) => frozen.push({
		resource: "Release",
		code: "custom",
		field,
		message: `${field} cannot be changed on an immutable release`
	});
	if (changes.tag !== void 0 && changes.tag !== release.tag) refuse("tag_name");
	if (changes.target !== void 0 && changes.target !== release.target) refuse("target_commitish");
	if (changes.draft === true) refuse("draft");
	if (frozen.length > 0) throw validationFailed(...frozen);
}
function markLatest({ store }, release) {
	const { latest } = store.current;
	switch (release.makeLatest) {
		case "true":
			if (!release.prerelease) store.set({ latest: release.id });
			return;
		case "false":
			if (latest === release.id) store.set({ latest: void 0 });
			return;
		case "legacy": store.set({ latest: void 0 });
	}
}
async function deleteRelease({ store }, id) {
	const release = findRelease(store.current, id);
	if (release === void 0) throw notFound();
	store.set({ releases: store.current.releases.filter((other) => other.id !== release.id) });
	await Promise.all(release.assets.map(async (asset) => rm(asset.path, { force: true })));
	return empty(204);
}
/** The fields that create and update share, checked. What is absent stays absent. */
function readChanges(body) {
	const wrong = (field, message) => apiError(422, `Invalid request.\n\n${message}`, [{
		resource: "Release",
		code: "invalid",
		field,
		message
	}]);
	const text = (field) => {
		const value = body[field];
		if (value === void 0) return void 0;
		if (value !== null && typeof value !== "string") throw wrong(field, `For '${field}', the value is not a string.`);
		return { value };
	};
	const flag = (field) => {
		const value = body[field];
		if (value === void 0 || value === null) return void 0;
		if (typeof value !== "boolean") throw wrong(field, `For '${field}', the value is not a boolean.`);
		return value;
	};
	const latest = body["make_latest"];
	if (latest !== void 0 && latest !== "true" && latest !== "false" && latest !== "legacy") throw wrong("make_latest", "For 'make_latest', the value is not one of 'true', 'false', 'legacy' (strings).");
	const [tag, target, name, notes] = [
		text("tag_name")?.value,
		text("target_commitish")?.value,
		text("name"),
		text("body")
	];
	if ((notes?.value?.length ?? 0) > LONGEST_BODY) throw validationFailed({
		resource: "Release",
		code: "custom",
		field: "body",
		message: `body is too long (maximum is ${LONGEST_BODY} characters)`
	});
	const [draft, prerelease] = [flag("draft"), flag("prerelease")];
	return {
		...tag === void 0 || tag === null || tag === "" ? {} : { tag },
		...target === void 0 || target === null || target === "" ? {} : { target },
		...name === void 0 ? {} : { name: name.value },
		...notes === void 0 ? {} : { body: notes.value },
		...draft === void 0 ? {} : { draft },
		...prerelease === void 0 ? {} : { prerelease },
		...latest === void 0 ? {} : { makeLatest: latest }
	};
}
function missing(field) {
	return apiError(422, `Invalid request.\n\n"${field}" wasn't supplied.`, [{
		resource: "Release",
		code: "missing_field",
		field
	}]);
}
function textOf(value) {
	return typeof value === "string" && value !== "" ? value : void 0;
}

// local/assets.ts
const TWO_GIB = 2 ** 31;
const MOST_ASSETS = 1e3;
/** Assets on the API's own origin: list, look, download, rename, delete. */
function assetRoutes(context) {
	const base = `/repos/${context.repository}/releases`;
	const read = { needs: { contents: "read" } };
	return [
		route("GET", `${base}/:id/assets`, {
			...read,
			listing: true
		}, (exchange) => {
			const now = visible(findRelease(context.store.current, exchange.params["id"] ?? ""), exchange.caller);
			const release = findRelease(context.store.at(context.now() - exchange.lag), now.id);
			const { items, headers } = paginate(exchange, context.urls.api, release?.assets ?? []);
			return json(200, items.map((asset) => assetJson(context, now, asset)), headers);
		}),
		route("GET", `${base}/assets/:id`, read, (exchange) => {
			const { release, asset } = findAsset(context.store.current, exchange.params["id"] ?? "");
			visible(release, exchange.caller);
			if (!(exchange.headers.accept ?? "").includes("application/octet-stream")) return json(200, assetJson(context, release, asset));
			return download$1(context, release, asset);
		}),
		route("PATCH", `${base}/assets/:id`, {
			needs: { contents: "write" },
			body: "json"
		}, ({ params, json: body }) => {
			const { release, asset } = findAsset(context.store.current, params["id"] ?? "");
			if (release.immutable) throw apiError(422, "Cannot update asset of an immutable release.");
			const name = typeof body["name"] === "string" ? storedName(body["name"]) : asset.name;
			if (name !== asset.name) checkNameFree(release, name);
			const label = body["label"] === void 0 ? asset.label : typeof body["label"] === "string" ? body["label"] : null;
			const changed = {
				...asset,
				name,
				label,
				updatedAt: context.now()
			};
			putAsset(context, release.id, changed);
			return json(200, assetJson(context, release, changed));
		}),
		route("DELETE", `${base}/assets/:id`, { needs: { contents: "write" } }, async ({ params }) => {
			const { release, asset } = findAsset(context.store.current, params["id"] ?? "");
			if (release.immutable) throw apiError(422, "Cannot delete asset from an immutable release.");
			changeRelease(context.store, release.id, (old) => ({
				...old,
				assets: old.assets.filter(({ id }) => id !== asset.id)
			}));
			await rm(asset.path, { force: true });
			return empty(204);
		})
	];
}
/** The origin that takes uploads. */
function uploadRoutes(context) {
	const path = `/repos/${context.repository}/releases/:id/assets`;
	return [route("POST", path, {
		needs: { contents: "write" },
		body: "stream"
	}, async (exchange) => upload(context, exchange))];
}
/** A redirect to the bytes at a signed address, as GitHub gives; counts a download. */
function download$1(context, release, asset) {
	if (asset.state !== "uploaded") throw notFound();
	putAsset(context, release.id, {
		...asset,
		downloads: asset.downloads + 1
	});
	const access = {
		key: `assets/${asset.id}`,
		permission: "r",
		fileName: asset.name,
		contentType: "application/octet-stream"
	};
	return empty(302, { location: context.signer.url(context.urls.blobs, access) });
}
function findAsset(state, id) {
	for (const release of state.releases) {
		const asset = release.assets.find((candidate) => candidate.id === Number(id));
		if (asset !== void 0) return {
			release,
			asset
		};
	}
	throw notFound();
}
function visible(release, caller) {
	if (release === void 0 || release.draft && !mayWrite(caller)) throw notFound();
	return release;
}
function checkNameFree(release, name) {
	if (release.assets.some((asset) => asset.name === name)) throw validationFailed({
		resource: "ReleaseAsset",
		code: "already_exists",
		field: "name"
	});
}
/** Replaces an asset of a release; answers whether it was still there. */
function putAsset({ store }, release, changed) {
	const there = findRelease(store.current, release)?.assets.some(({ id }) => id === changed.id) ?? false;
	if (there) changeRelease(store, release, (old) => ({
		...old,
		assets: old.assets.map((asset) => asset.id === changed.id ? changed : asset)
	}));
	return there;
}
async function upload(context, exchange) {
	const { store, now } = context;
	const { query, params, length, headers } = exchange;
	const release = findRelease(store.current, params["id"] ?? "");
	if (release === void 0) throw notFound();
	const name = storedName(query.get("name") ?? "");
	checkUpload(release, name, length);
	const id = store.nextId();
	const started = {
		id,
		name,
		label: query.get("label") ?? "",
		state: "starter",
		size: 0,
		digest: null,
		contentType: headers["content-type"] ?? "application/octet-stream",
		path: join(context.folder, "blobs", "assets", String(id)),
		createdAt: now(),
		updatedAt: now(),
		downloads: 0
	};
	changeRelease(store, release.id, (old) => ({
		...old,
		assets: [...old.assets, started]
	}));
	const stored = await storeStream(exchange.input, started.path, exchange.damaged);
	if (exchange.starter) return empty(502);
	if (stored.size !== length) throw apiError(400, "Bad Content-Length");
	const asset = {
		...started,
		state: "uploaded",
		size: stored.size,
		digest: stored.digest,
		updatedAt: now()
	};
	if (!putAsset(context, release.id, asset)) throw notFound();
	return json(201, assetJson(context, release, asset), { location: `${context.urls.api}/repos/${context.repository}/releases/assets/${id}` });
}
function checkUpload(release, name, length) {
	if (length === void 0 || !Number.isInteger(length)) throw apiError(400, "Bad Content-Length");
	if (release.immutable) throw apiError(422, "Cannot upload assets to an immutable release.");
	const resource = "ReleaseAsset";
	if (name === "") throw validationFailed({
		resource,
		code: "missing_field",
		field: "name"
	});
	if (length === 0) throw validationFailed({
		resource,
		code: "custom",
		field: "size",
		message: "size must be greater than or equal to 1"
	});
	if (length >= TWO_GIB) throw validationFailed({
		resource,
		code: "custom",
		field: "size",
		message: `size must be less than ${TWO_GIB}`
	});
	checkNameFree(release, name);
	if (release.assets.length >= MOST_ASSETS) throw validationFailed({
		resource,
		code: "custom",
		field: "file_count",
		message: `file_count limited to ${MOST_ASSETS} assets per release`
	});
}

// local/faults.ts
function createFaults() {
	let planned = [];
	let latencies = [];
	return {
		next(plan) {
			planned.push({
				plan,
				left: plan.times ?? 1
			});
		},
		latency(ms, match = {}) {
			latencies.push({
				ms,
				match
			});
		},
		clear() {
			planned = [];
			latencies = [];
		},
		take(target) {
			const found = planned.find(({ plan }) => matches(plan.match ?? {}, target) && suits(plan.fault, target));
			if (found === void 0) return void 0;
			found.left -= 1;
			planned = planned.filter(({ left }) => left > 0);
			return found.plan.fault;
		},
		latencyOf(target) {
			return latencies.reduce((sum, { ms, match }) => matches(match, target) ? sum + ms : sum, 0);
		}
	};
}
function matches(match, target) {
	if (match.method !== void 0 && match.method.toUpperCase() !== target.method) return false;
	if (match.host !== void 0 && match.host !== target.host) return false;
	if (match.path !== void 0 && target.path.search(match.path) === -1) return false;
	return Object.entries(match.query ?? {}).every(([name, value]) => target.query.get(name) === value);
}
function suits(fault, target) {
	switch (fault.kind) {
		case "starter": return target.upload;
		case "stale-listing": return target.listing;
		case "status":
		case "reset":
		case "lost-answer":
		case "hang":
		case "delay":
		case "wrong-digest": return true;
	}
}

// local/git.ts
const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i;
const ZERO = "0".repeat(40);
function openGit(directory) {
	const run = async (args, input = "") => runGit([
		"--git-dir",
		directory,
		...args
	], input);
	const must = async (args, input = "") => {
		const { code, out } = await run(args, input);
		if (code !== 0) throw new Error(`git ${args.join(" ")}: exit ${code}`);
		return out;
	};
	const peel = async (sha) => {
		const { code, out } = await run([
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${sha}^{commit}`
		]);
		return code === 0 ? out.trim() : void 0;
	};
	const git = {
		async defaultBranch() {
			return (await must([
				"symbolic-ref",
				"--short",
				"HEAD"
			])).trim();
		},
		async ref(name) {
			return (await git.refs(name)).find((ref) => ref.name === name);
		},
		async refs(prefix) {
			return (await must(["for-each-ref", "--format=%(objectname) %(objecttype) %(refname)"])).split("\n").flatMap((line) => {
				const [sha, type, name] = line.split(" ");
				if (sha === void 0 || type === void 0 || name === void 0) return [];
				return name.startsWith(prefix) ? [{
					name,
					type,
					sha
				}] : [];
			});
		},
		async isRefName(name) {
			return (await run(["check-ref-format", name])).code === 0;
		},
		async typeOf(sha) {
			if (!HASH.test(sha)) return void 0;
			const { code, out } = await run([
				"cat-file",
				"-t",
				sha
			]);
			return code === 0 ? out.trim() : void 0;
		},
		async resolve(name) {
			const full = [
				`refs/heads/${name}`,
				`refs/tags/${name}`,
				`refs/${name}`,
				name
			];
			const refs = await git.refs("refs/");
			for (const candidate of full) {
				const found = refs.find((ref) => ref.name === candidate);
				if (found !== void 0) return peel(found.sha);
			}
			return /^[0-9a-f]{7,64}$/i.test(name) ? peel(name) : void 0;
		},
		async commit(sha) {
			const [hash = "", tree = "", parents = "", an = "", ae = "", ad = "", cn = "", ce = "", cd = "", message = ""] = (await must([
				"log",
				"-1",
				`--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B`,
				"--end-of-options",
				sha
			])).split("\0");
			return {
				sha: hash,
				tree,
				parents: parents.split(" ").filter((parent) => parent !== ""),
				author: {
					name: an,
					email: ae,
					date: utc(ad)
				},
				committer: {
					name: cn,
					email: ce,
					date: utc(cd)
				},
				message: message.trimEnd()
			};
		},
		async annotatedTag(sha) {
			if (await git.typeOf(sha) !== "tag") return void 0;
			return parseTag(await must([
				"cat-file",
				"tag",
				sha
			]));
		},
		async isAncestor(ancestor, sha) {
			return (await run([
				"merge-base",
				"--is-ancestor",
				"--end-of-options",
				ancestor,
				sha
			])).code === 0;
		},
		async subjects(from, to) {
			const range = from === void 0 ? [to] : [to, `^${from}`];
			return (await must([
				"log",
				"--format=%s",
				"--end-of-options",
				...range
			])).split("\n").filter((line) => line !== "");
		},
		async createTag(tag, object, type, message, tagger) {
			const seconds = Math.floor(Date.parse(tagger.date) / 1e3);
			const who = `${tagger.name} <${tagger.email}> ${seconds} +0000`;
			return (await must(["mktag"], `object ${object}\ntype ${type}\ntag ${tag}\ntagger ${who}\n\n${message}\n`)).trim();
		},
		async setRef(name, sha, mode) {
			return (await run([
				"update-ref",
				name,
				sha,
				...mode === "create" ? [ZERO] : []
			])).code === 0;
		},
		async deleteRef(name) {
			await must([
				"update-ref",
				"-d",
				name
			]);
		}
	};
	return git;
}
function parseTag(content) {
	const split = content.indexOf("\n\n");
	const field = (name) => new RegExp(`^${name} (.*)$`, "m").exec(content.slice(0, split))?.[1] ?? "";
	const [, name = "", email = "", seconds = "0"] = /^(.*) <(.*)> (\d+)/.exec(field("tagger")) ?? [];
	return {
		tag: field("tag"),
		message: content.slice(split + 2).trimEnd(),
		tagger: {
			name,
			email,
			date: utc((/* @__PURE__ */ new Date(Number(seconds) * 1e3)).toISOString())
		},
		object: {
			type: field("type"),
			sha: field("object")
		}
	};
}
function utc(date) {
	return new Date(date).toISOString().replace(/\.\d+Z$/, "Z");
}
/** Runs git with nothing of the caller's git configuration or environment but PATH. */
async function runGit(args, input) {
	const environment = {
		PATH: process.env["PATH"],
		HOME: process.env["HOME"],
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: "/dev/null",
		LC_ALL: "C"
	};
	return new Promise((resolve, reject) => {
		const child = spawn("git", args, {
			env: environment,
			stdio: [
				"pipe",
				"pipe",
				"ignore"
			]
		});
		const chunks = [];
		child.stdout.on("data", (chunk) => chunks.push(chunk));
		child.stdin.on("error", () => void 0);
		child.on("error", reject);
		child.on("close", (code) => resolve({
			code: code ?? 1,
			out: Buffer.concat(chunks).toString("utf8")
		}));
		child.stdin.end(input);
	});
}

// local/body.ts
const LARGEST_JSON = 10485760;
/** Thrown inside a handler when a fault cut the connection. */
var Cut = class extends Error {};
/** The body of a request as it arrives, counted; with `cut`, the connection is reset in the middle of it. */
async function* readBody(request, record, cut) {
	const stop = cut ? Math.max(1, Math.floor(Number(request.headers["content-length"] ?? 2) / 2)) : 1e400;
	const chunks = request;
	for await (const chunk of chunks) {
		const part = chunk.subarray(0, stop - record.bytes);
		record.bytes += part.length;
		if (part.length > 0) yield part;
		if (record.bytes >= stop) {
			request.socket.resetAndDestroy();
			throw new Cut("the connection was cut in the middle of the body");
		}
	}
}
/** The JSON object in a body; `{}` for none. Refuses anything else with 400, as GitHub does. */
async function readJson(input) {
	const chunks = [];
	let size = 0;
	for await (const chunk of input) {
		size += chunk.length;
		if (size > LARGEST_JSON) throw apiError(413, "Payload too large");
		chunks.push(chunk);
	}
	if (size === 0) return {};
	try {
		const content = JSON.parse(Buffer.concat(chunks).toString("utf8"));
		if (typeof content === "object" && content !== null && !Array.isArray(content)) return { ...content };
	} catch {}
	throw apiError(400, "Problems parsing JSON");
}
/** Reads away what a handler left, so that the client can take the answer. Answers whether all of it was small enough. */
async function drain(request, record) {
	if (request.complete || request.destroyed) return true;
	if (Number(request.headers["content-length"] ?? 0) - record.bytes > 67108864) return false;
	return new Promise((resolve) => {
		request.on("data", (chunk) => {
			record.bytes += chunk.length;
		});
		request.once("close", () => resolve(true));
		request.once("end", () => resolve(true));
		request.once("error", () => resolve(true));
		request.resume();
	});
}

// local/listener.ts
/** Serves one origin on a port of its own, on the loopback interface. */
async function listen(options) {
	const server = createServer({ keepAliveTimeout: 3e4 }, (request, response) => {
		serve(options, request, response).catch((error) => {
			options.log(`${options.origin}: ${String(error)}`);
			response.destroy();
		});
	});
	server.on("clientError", (_error, socket) => socket.destroy());
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", resolve);
	});
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("the server has no port");
	return {
		port: address.port,
		async close() {
			await new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		}
	};
}
async function serve(options, request, response) {
	const { origin, faults } = options;
	const method = request.method ?? "GET";
	const url = new URL(request.url ?? "/", "http://local");
	const found = findRoute(options.routes, method, url.pathname);
	const record = {
		method,
		host: origin,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		status: 0,
		write: found?.route.write ?? ![
			"GET",
			"HEAD",
			"OPTIONS"
		].includes(method),
		bytes: 0,
		authorized: false
	};
	options.records.push(record);
	const listing = found?.route.listing === true;
	const upload = origin === "uploads" && found !== void 0;
	const target = {
		method,
		host: origin,
		path: url.pathname,
		query: url.searchParams,
		listing,
		upload
	};
	const fault = faults.take(target);
	const wait = faults.latencyOf(target) + (fault?.kind === "delay" ? fault.ms : 0);
	if (wait > 0) await setTimeout$1(wait, void 0, { ref: false });
	if (fault?.kind === "hang") {
		request.resume();
		return;
	}
	if (fault?.kind === "reset" && fault.when === "before-body") {
		request.socket.resetAndDestroy();
		return;
	}
	const cut = fault?.kind === "reset";
	const answer = await answerTo(options, {
		request,
		url,
		found,
		record,
		fault
	});
	if (answer === void 0 || request.socket.destroyed) return;
	record.status = answer.status;
	const damaged = fault?.kind === "wrong-digest" && !upload;
	if (answer.kind === "json") record.answer = damaged ? falsify(answer.body) : answer.body;
	options.log(`${method} ${origin}${url.pathname} ${answer.status}`);
	const drained = await drain(request, record);
	if (fault?.kind === "lost-answer") {
		request.socket.resetAndDestroy();
		return;
	}
	const common = { ...options.headers(request) };
	if (!drained) common["connection"] = "close";
	await send$1(response, answer, {
		head: method === "HEAD",
		cut,
		damaged,
		common
	}).catch((error) => {
		options.log(`${method} ${origin}${url.pathname}: the client went away: ${String(error)}`);
		request.socket.destroy();
	});
}
/** The answer, or `undefined` where the client has gone. */
async function answerTo(options, incoming) {
	const { request, url, found, record, fault } = incoming;
	try {
		const input = readBody(request, record, fault?.kind === "reset" && record.write);
		const body = found?.route.body === "json" ? await readJson(input).catch(refusalIn) : void 0;
		if (body !== void 0 && !(body instanceof Refusal)) record.body = body;
		if (fault?.kind === "status") return planned(fault);
		const caller = options.admit(request, url, found);
		record.authorized = caller.kind !== "anyone";
		if (found === void 0) throw notFound();
		if (body instanceof Refusal) throw body;
		const length = request.headers["content-length"];
		const exchange = {
			method: record.method,
			path: url.pathname,
			query: url.searchParams,
			params: found.params,
			headers: request.headers,
			length: length === void 0 ? void 0 : Number(length),
			input,
			json: body ?? {},
			caller,
			lag: fault?.kind === "stale-listing" ? fault.ms : 0,
			damaged: fault?.kind === "wrong-digest",
			starter: fault?.kind === "starter"
		};
		const answer = await found.route.handle(exchange);
		return fault?.kind === "starter" ? planned({
			kind: "status",
			status: fault.status
		}) : answer;
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		if (error instanceof Cut || request.destroyed) return void 0;
		options.log(`${record.method} ${url.pathname}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
		return apiError(500, "Server Error").answer;
	}
}
function refusalIn(error) {
	if (error instanceof Refusal) return error;
	throw error;
}
function planned({ status, headers, body }) {
	const message = {
		message: STATUS_CODES[status] ?? "Error",
		documentation_url: "https://docs.github.com/rest",
		status: String(status)
	};
	return json(status, body ?? message, headers);
}

// local/page.ts
/** The web pages: what a person sees of the releases, and the public downloads. */
function pageRoutes(context) {
	const base = `/${context.repository}`;
	const all = async () => html(context, context.store.current.releases.toReversed());
	const get = (path, handle) => route("GET", path, {}, handle);
	return [
		get("/", () => empty(302, { location: `${base}/releases` })),
		get(base, () => empty(302, { location: `${base}/releases` })),
		get(`${base}/releases`, all),
		get(`${base}/releases/latest`, () => {
			const latest = latestRelease(context);
			if (latest === void 0) throw noPage();
			return empty(302, { location: `${base}/releases/tag/${encodeTag(latest.tag)}` });
		}),
		get(`${base}/releases/latest/download/:name`, ({ params }) => publicDownload(context, latestRelease(context), params["name"])),
		get(`${base}/releases/tag/*tag`, async ({ params }) => {
			const { releases } = context.store.current;
			const one = releases.filter((release) => (release.draft ? release.untagged : release.tag) === params["tag"]);
			if (one.length === 0) throw noPage();
			return html(context, one);
		}),
		get(`${base}/releases/download/*rest`, ({ params }) => {
			const rest = params["rest"] ?? "";
			const slash = rest.lastIndexOf("/");
			return publicDownload(context, context.store.current.releases.find(({ draft, tag }) => !draft && tag === rest.slice(0, slash)), rest.slice(slash + 1));
		})
	];
}
function noPage() {
	return new Refusal(text(404, "text/plain; charset=utf-8", "Not Found"), "Not Found");
}
function publicDownload(context, release, name) {
	const asset = release?.assets.find((candidate) => candidate.name === name && candidate.state === "uploaded");
	if (release === void 0 || asset === void 0) throw noPage();
	return download$1(context, release, asset);
}
async function html(context, releases) {
	const latest = latestRelease(context);
	const sections = await Promise.all(releases.map(async (release) => section(context, release, release.id === latest?.id)));
	const title = `Releases of ${context.repository}`;
	const body = sections.length === 0 ? "<p>There are no releases yet.</p>" : sections.join("\n");
	const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #fff }
section { border: 1px solid #d1d9e0; border-radius: 6px; padding: 1rem 1.5rem; margin: 1rem 0; overflow-x: auto }
h2 { margin: 0 }
.mark { font-size: 0.75rem; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 0.5rem; margin-left: 0.5rem; vertical-align: middle }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 0.25rem 1rem 0.25rem 0; border-top: 1px solid #d1d9e0; vertical-align: top }
td.size { text-align: right; white-space: nowrap }
code { font-size: 0.85em; overflow-wrap: anywhere }
pre { white-space: pre-wrap }
</style>
</head>
<body>
<h1><a href="/${escapeHtml(context.repository)}/releases">${escapeHtml(title)}</a></h1>
${body}
</body>
</html>
`;
	return text(200, "text/html; charset=utf-8", page, { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" });
}
async function section(context, release, latest) {
	const commit = release.draft ? void 0 : await context.git.resolve(`refs/tags/${release.tag}`);
	const marks = [
		...release.draft ? ["Draft"] : [],
		...latest ? ["Latest"] : [],
		...release.prerelease ? ["Pre-release"] : [],
		...release.immutable ? ["Immutable"] : []
	];
	const shown = release.draft ? release.untagged : encodeTag(release.tag);
	const title = release.name === null || release.name === "" ? release.tag : release.name;
	const time = release.publishedAt ?? release.createdAt;
	const target = commit === void 0 ? `will point at <code>${escapeHtml(release.target)}</code>` : `at <code>${escapeHtml(commit)}</code>`;
	const rows = release.assets.map((asset) => row(context, release, asset));
	return `<section>
<h2><a href="/${escapeHtml(context.repository)}/releases/tag/${escapeHtml(shown)}">${escapeHtml(title)}</a>${marks.map((mark) => `<span class="mark">${mark}</span>`).join("")}</h2>
<p>Tag <code>${escapeHtml(release.tag)}</code> ${target}, ${release.draft ? "drafted" : "published"} ${timestamp(time)}</p>
${release.body === null || release.body === "" ? "" : `<pre>${escapeHtml(release.body)}</pre>`}
<h3>Assets (${release.assets.length})</h3>
<table>
<thead><tr><th>Name</th><th>Size</th><th>Digest</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</section>`;
}
function row(context, release, asset) {
	const address = `/${context.repository}/releases/download/${encodeTag(release.tag)}/${encodeURIComponent(asset.name)}`;
	const open = !release.draft && asset.state === "uploaded";
	const name = escapeHtml(asset.name);
	const link = open ? `<a href="${escapeHtml(address)}">${name}</a>` : name;
	const label = asset.label === null || asset.label === "" ? "" : ` (${escapeHtml(asset.label)})`;
	const state = asset.state === "uploaded" ? `<code>${escapeHtml(asset.digest ?? "")}</code>` : "not uploaded completely";
	return `<tr><td>${link}${label}</td><td class="size">${asset.size.toLocaleString("en")} B</td><td>${state}</td></tr>`;
}
function escapeHtml(value) {
	return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// local/rate-limit.ts
const LIMIT = 5e3;
const HOUR = 36e5;
function createRateCounter(now) {
	const windows = /* @__PURE__ */ new Map();
	const window = (authorization) => {
		const open = windows.get(authorization);
		if (open !== void 0 && open.end > now()) return open;
		const fresh = {
			used: 0,
			end: now() + HOUR
		};
		windows.set(authorization, fresh);
		return fresh;
	};
	return {
		count(authorization) {
			window(authorization).used += 1;
		},
		left(authorization) {
			const { used, end } = window(authorization);
			return {
				limit: LIMIT,
				used,
				remaining: Math.max(LIMIT - used, 1),
				reset: Math.ceil(end / 1e3)
			};
		}
	};
}

// local/refs.ts
const UNVERIFIED = {
	verified: false,
	reason: "unsigned",
	signature: null,
	payload: null,
	verified_at: null
};
/** Refs, annotated tags and commits, read from and made in the bare repository. */
function refRoutes(context) {
	const base = `/repos/${context.repository}`;
	const { git } = context;
	const read = { needs: { contents: "read" } };
	const write = {
		needs: { contents: "write" },
		body: "json"
	};
	return [
		route("GET", `${base}/git/ref/*ref`, read, async ({ params }) => {
			const ref = await git.ref(`refs/${params["ref"] ?? ""}`);
			if (ref === void 0) throw notFound();
			return json(200, refJson(context, ref));
		}),
		route("GET", `${base}/git/matching-refs/*ref`, {
			...read,
			listing: true
		}, async (exchange) => {
			const refs = await git.refs(`refs/${exchange.params["ref"] ?? ""}`);
			const { items, headers } = paginate(exchange, context.urls.api, refs);
			return json(200, items.map((ref) => refJson(context, ref)), headers);
		}),
		route("POST", `${base}/git/refs`, write, async ({ json: body }) => createRef(context, body)),
		route("PATCH", `${base}/git/refs/*ref`, write, async ({ params, json: body }) => moveRef(context, params["ref"] ?? "", body)),
		route("DELETE", `${base}/git/refs/*ref`, { needs: { contents: "write" } }, async ({ params }) => {
			const name = `refs/${params["ref"] ?? ""}`;
			refuseFrozen(context, name);
			if (await git.ref(name) === void 0) throw apiError(422, "Reference does not exist");
			await git.deleteRef(name);
			return empty(204);
		}),
		route("POST", `${base}/git/tags`, write, async ({ json: body }) => createTag(context, body)),
		route("GET", `${base}/git/tags/:sha`, read, async ({ params }) => tagAnswer(context, params["sha"] ?? "", 200)),
		route("GET", `${base}/commits/*ref`, read, async ({ params }) => {
			const sha = await git.resolve(params["ref"] ?? "");
			if (sha === void 0) throw apiError(422, `No commit found for SHA: ${params["ref"] ?? ""}`);
			return json(200, await commitJson(context, sha));
		})
	];
}
function refJson({ urls, repository }, { name, type, sha }) {
	const base = `${urls.api}/repos/${repository}/git`;
	const kind = type === "commit" ? "commits" : `${type}s`;
	return {
		ref: name,
		node_id: nodeId("Ref", name),
		url: `${base}/${encodeTag(name)}`,
		object: {
			sha,
			type,
			url: `${base}/${kind}/${sha}`
		}
	};
}
async function createRef(context, body) {
	const { git } = context;
	const { ref: name, sha } = body;
	if (typeof name !== "string" || typeof sha !== "string") throw apiError(422, "Invalid request.\n\n\"ref\" and \"sha\" are needed.");
	if (!/^refs\/[^/]+\/./.test(name) || !await git.isRefName(name)) throw apiError(422, `${name} is not a valid ref name.`);
	const type = await git.typeOf(sha);
	if (type === void 0) throw apiError(422, "Object does not exist");
	if (await git.ref(name) !== void 0) throw apiError(422, "Reference already exists");
	if (context.store.current.burnedTags.has(name.replace(/^refs\/tags\//, ""))) throw apiError(422, "Cannot create ref due to creations being restricted.");
	if (!await git.setRef(name, sha, "create")) throw apiError(422, "Reference already exists");
	const created = refJson(context, {
		name,
		type,
		sha
	});
	return json(201, created, { location: String(created["url"]) });
}
async function moveRef(context, ref, body) {
	const { git } = context;
	const name = `refs/${ref}`;
	const sha = body["sha"];
	if (typeof sha !== "string") throw apiError(422, "Invalid request.\n\n\"sha\" wasn't supplied.");
	refuseFrozen(context, name);
	const old = await git.ref(name);
	if (old === void 0) throw apiError(422, "Reference does not exist");
	const type = await git.typeOf(sha);
	if (type === void 0) throw apiError(422, "Object does not exist");
	if (body["force"] !== true && !await git.isAncestor(old.sha, sha)) throw apiError(422, "Update is not a fast forward");
	if (!await git.setRef(name, sha, "force")) throw apiError(422, "Reference update failed");
	return json(200, refJson(context, {
		name,
		type,
		sha
	}));
}
/** The tag of an immutable release can neither move nor go. */
function refuseFrozen({ store }, name) {
	if (store.current.releases.some((release) => release.immutable && `refs/tags/${release.tag}` === name)) throw apiError(422, "Repository rule violations found\n\nCannot change the tag of an immutable release.");
}
async function createTag(context, body) {
	const { git, now } = context;
	const { tag, message, object, type, tagger } = body;
	if (typeof tag !== "string" || typeof message !== "string" || typeof object !== "string" || typeof type !== "string") throw apiError(422, "Invalid request.\n\n\"tag\", \"message\", \"object\" and \"type\" are needed.");
	if (!await git.isRefName(`refs/tags/${tag}`)) throw apiError(422, `${tag} is not a valid tag name.`);
	if (await git.typeOf(object) !== type) throw apiError(422, "Object does not exist");
	return tagAnswer(context, await git.createTag(tag, object, type, message, personOf(tagger, now())), 201);
}
function personOf(given, now) {
	const { name, email, date } = typeof given === "object" && given !== null ? { ...given } : {};
	const clean = (value, otherwise) => typeof value === "string" ? value.replace(/[<>\n]/g, "") : otherwise;
	const when = typeof date === "string" && !Number.isNaN(Date.parse(date)) ? date : new Date(now).toISOString();
	return {
		name: clean(name, "github-actions[bot]"),
		email: clean(email, "41898282+github-actions[bot]@users.noreply.github.com"),
		date: when
	};
}
async function tagAnswer({ git, urls, repository }, sha, status) {
	const tag = await git.annotatedTag(sha);
	if (tag === void 0) throw notFound();
	const base = `${urls.api}/repos/${repository}/git`;
	return json(status, {
		node_id: nodeId("Tag", sha),
		sha,
		url: `${base}/tags/${sha}`,
		tag: tag.tag,
		message: tag.message,
		tagger: tag.tagger,
		object: {
			...tag.object,
			url: `${base}/${tag.object.type}s/${tag.object.sha}`
		},
		verification: UNVERIFIED
	});
}
async function commitJson({ git, urls, repository }, sha) {
	const commit = await git.commit(sha);
	const base = `${urls.api}/repos/${repository}`;
	return {
		sha,
		node_id: nodeId("Commit", sha),
		commit: {
			author: commit.author,
			committer: commit.committer,
			message: commit.message,
			tree: {
				sha: commit.tree,
				url: `${base}/git/trees/${commit.tree}`
			},
			url: `${base}/git/commits/${sha}`,
			comment_count: 0,
			verification: UNVERIFIED
		},
		url: `${base}/commits/${sha}`,
		html_url: `${urls.web}/${repository}/commit/${sha}`,
		comments_url: `${base}/commits/${sha}/comments`,
		author: null,
		committer: null,
		parents: commit.parents.map((parent) => ({
			sha: parent,
			url: `${base}/commits/${parent}`,
			html_url: `${urls.web}/${repository}/commit/${parent}`
		}))
	};
}

// local/tokens.ts
const SIX_HOURS = 21600;
function createTokens(now) {
	const secret = randomBytes(32);
	const issued = /* @__PURE__ */ new Map();
	const sign = (content) => createHmac("sha256", secret).update(content).digest("base64url");
	const seconds = () => Math.floor(now() / 1e3);
	return {
		issue(rights) {
			const token = `ghs_${randomBytes(18).toString("hex")}`;
			issued.set(token, rights);
			return token;
		},
		rightsOf(authorization) {
			const token = credential(authorization);
			return token === void 0 ? void 0 : issued.get(token);
		},
		issueRuntime(run, job) {
			const claims = {
				scp: `Actions.Results:${run}:${job}`,
				iat: seconds(),
				nbf: seconds(),
				exp: seconds() + SIX_HOURS
			};
			const content = `${encode({
				typ: "JWT",
				alg: "HS256"
			})}.${encode(claims)}`;
			return `${content}.${sign(content)}`;
		},
		jobOf(authorization) {
			const [header, payload, signature, ...rest] = (credential(authorization) ?? "").split(".");
			if (header === void 0 || payload === void 0 || signature === void 0 || rest.length > 0) return void 0;
			if (decode(header)["alg"] !== "HS256" || !equal(signature, sign(`${header}.${payload}`))) return void 0;
			const { exp, nbf, scp } = decode(payload);
			if (typeof exp !== "number" || exp <= seconds() || typeof nbf !== "number" || nbf > seconds()) return void 0;
			const [, run, job] = (typeof scp === "string" ? /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(scp) : null) ?? [];
			return run === void 0 || job === void 0 ? void 0 : {
				run,
				job
			};
		}
	};
}
function credential(authorization) {
	const [, scheme, value] = /^(token|bearer|basic) +(\S+)$/i.exec(authorization ?? "") ?? [];
	if (scheme === void 0 || value === void 0) return void 0;
	if (scheme.toLowerCase() !== "basic") return value;
	return Buffer.from(value, "base64").toString("utf8").split(":").at(-1);
}
function encode(content) {
	return Buffer.from(JSON.stringify(content)).toString("base64url");
}
function decode(part) {
	try {
		const content = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
		return typeof content === "object" && content !== null ? { ...content } : {};
	} catch {
		return {};
	}
}
/** Compares in constant time. */
function equal(left, right) {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}

// local/signed-urls.ts
const MINUTE = 6e4;
const SIGNED = [
	"sp",
	"se",
	"rscd",
	"rsct"
];
/** Signs addresses of blobs the way a storage account does: permission, end and answer headers are in the signature. */
function createSigner(now) {
	const secret = randomBytes(32);
	const signature = (key, query) => createHmac("sha256", secret).update([key, ...SIGNED.map((name) => query.get(name) ?? "")].join("\n")).digest("base64");
	return {
		url(base, { key, permission, fileName, contentType }) {
			const lifetime = permission === "r" ? MINUTE : 60 * MINUTE;
			const query = new URLSearchParams({
				sp: permission,
				sv: "2025-11-05",
				sr: "b",
				se: new Date(now() + lifetime).toISOString()
			});
			if (fileName !== void 0) query.set("rscd", `attachment; filename="${fileName.replace(/["\\\r\n]/g, "_")}"`);
			if (contentType !== void 0) query.set("rsct", contentType);
			query.set("sig", signature(key, query));
			return `${base}/devstore/${key.split("/").map(encodeURIComponent).join("/")}?${query.toString()}`;
		},
		check(key, query) {
			if (!equal(query.get("sig") ?? "", signature(key, query))) return { refused: "Signature did not match" };
			const end = Date.parse(query.get("se") ?? "");
			if (Number.isNaN(end) || end <= now()) return { refused: "Signature not valid in the specified time frame" };
			return { permission: query.get("sp") ?? "" };
		}
	};
}

// local/github.ts
const NINETY_DAYS = 7776e6;
/** Starts a GitHub with one repository on this machine: API, uploads, artifact service, storage and web pages. */
async function startLocalGitHub(options) {
	const { repository, gitDirectory, folder, immutable = false, now = Date.now, log = () => void 0 } = options;
	const [owner, name] = repository.split("/");
	if (owner === void 0 || name === void 0) throw new Error(`${repository} is not owner/name`);
	const urls = {
		api: "",
		uploads: "",
		blobs: "",
		results: "",
		web: ""
	};
	const tokens = createTokens(now);
	const store = createStore(now);
	const context = {
		repository,
		owner,
		name,
		folder,
		immutable,
		now,
		log,
		git: openGit(gitDirectory),
		store,
		tokens,
		signer: createSigner(now),
		urls
	};
	await mkdir(folder, { recursive: true });
	const rates = createRateCounter(now);
	const faults = createFaults();
	const records = [];
	const plain = () => ({ "x-github-request-id": randomUUID() });
	const limited = (request) => {
		const authorization = request.headers.authorization ?? "";
		if (request.url?.startsWith("/rate_limit") !== true) rates.count(authorization);
		const { limit, used, remaining, reset } = rates.left(authorization);
		return {
			...plain(),
			"x-github-media-type": "github.v3; format=json",
			"x-github-api-version-selected": "2022-11-28",
			"x-ratelimit-limit": String(limit),
			"x-ratelimit-used": String(used),
			"x-ratelimit-remaining": String(remaining),
			"x-ratelimit-reset": String(reset),
			"x-ratelimit-resource": "core"
		};
	};
	const byToken = (request, _url, found) => admitToken(context, request, found);
	const api = [
		...repositoryRoutes(context, (authorization) => rates.left(authorization)),
		...assetRoutes(context),
		...releaseRoutes(context),
		...refRoutes(context),
		...runRoutes(context)
	];
	const shared = {
		faults,
		records,
		log
	};
	const listeners = {
		api: await listen({
			...shared,
			origin: "api",
			routes: api,
			admit: byToken,
			headers: limited
		}),
		uploads: await listen({
			...shared,
			origin: "uploads",
			routes: uploadRoutes(context),
			admit: byToken,
			headers: limited
		}),
		blobs: await listen({
			...shared,
			origin: "blobs",
			routes: blobRoutes(context),
			admit: (request, url, found) => admitSigned(context, request, url, found),
			headers: () => ({ "x-ms-request-id": randomUUID() })
		}),
		results: await listen({
			...shared,
			origin: "results",
			routes: artifactServiceRoutes(context),
			admit: (request) => admitJob(context, request),
			headers: plain
		}),
		web: await listen({
			...shared,
			origin: "web",
			routes: pageRoutes(context),
			admit: () => ({ kind: "anyone" }),
			headers: plain
		})
	};
	for (const origin of [
		"api",
		"uploads",
		"blobs",
		"results",
		"web"
	]) urls[origin] = `http://127.0.0.1:${listeners[origin].port}`;
	return {
		apiUrl: urls.api,
		serverUrl: `http://github.localhost:${listeners.web.port}`,
		webUrl: urls.web,
		resultsUrl: `${urls.results}/`,
		token: tokens.issue({
			contents: "write",
			actions: "read"
		}),
		issueToken: (rights) => tokens.issue(rights),
		runtimeToken({ runId, jobId }) {
			const { runs } = store.current;
			if (!runs.some(({ id }) => id === runId)) store.set({ runs: [...runs, {
				id: runId,
				headSha: void 0,
				attempt: 1,
				createdAt: now()
			}] });
			return tokens.issueRuntime(String(runId), jobId);
		},
		requests: records,
		forget: () => void records.splice(0),
		faults,
		releases: () => localReleases(context),
		addArtifact: async (run, artifact, zip, extra = {}) => addArtifact(context, run, artifact, zip, extra),
		addRun({ id, headSha, attempt = 1 }) {
			const others = store.current.runs.filter((run) => run.id !== id);
			store.set({ runs: [...others, {
				id,
				headSha,
				attempt,
				createdAt: now()
			}] });
		},
		async close() {
			await Promise.all(Object.values(listeners).map(async (listener) => listener.close()));
		}
	};
}
function localReleases(context) {
	const latest = latestRelease(context)?.id;
	return context.store.current.releases.map((release) => ({
		id: release.id,
		tag: release.tag,
		target: release.target,
		name: release.name,
		body: release.body,
		draft: release.draft,
		prerelease: release.prerelease,
		immutable: release.immutable,
		latest: release.id === latest,
		assets: release.assets.map(({ id, name, label, state, size, digest, path }) => ({
			id,
			name,
			label,
			state,
			size,
			digest,
			path
		}))
	}));
}
async function addArtifact(context, run, name, zip, options) {
	const { store, now } = context;
	const id = store.nextId();
	const key = `artifacts/${id}`;
	const path = blobPath(context, key);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, zip);
	const createdAt = options.createdAt === void 0 ? now() : Date.parse(options.createdAt);
	const artifact = {
		id,
		run,
		name,
		size: zip.length,
		digest: `sha256:${createHash("sha256").update(zip).digest("hex")}`,
		contentType: "application/zip",
		path: key,
		expired: options.expired ?? false,
		createdAt,
		expiresAt: createdAt + NINETY_DAYS,
		headSha: options.headSha
	};
	store.set({ artifacts: [...store.current.artifacts, artifact] });
	return id;
}

// local/demo/action.ts
/** The bundle that users run; the demo's own is as deep in the repository as its source. */
const entry = join(import.meta.dirname, "../../dist/index.js");
/** What a process needs to find its programs; nothing else of this machine gets in, as on a runner. */
const inherited = [
	"PATH",
	"TMPDIR",
	"TEMP",
	"TMP",
	"SystemRoot",
	"PATHEXT"
];
/** Runs the committed action as the runner does: a process, inputs by environment, outputs by file. */
async function runAction({ inputs, env, workspace, folder, signal }) {
	const temporary = join(folder, "temp");
	const output = join(folder, "output");
	const summary = join(folder, "summary");
	await mkdir(temporary, { recursive: true });
	await writeFile(output, "");
	await writeFile(summary, "");
	const began = performance.now();
	const child = spawn(process.execPath, [entry], {
		cwd: workspace,
		env: {
			...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
			...gitEnvironment,
			HOME: folder,
			...env,
			...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
			GITHUB_WORKSPACE: workspace,
			GITHUB_OUTPUT: output,
			GITHUB_STEP_SUMMARY: summary,
			RUNNER_TEMP: temporary
		},
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		signal
	});
	const log = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8");
		stream.on("data", (chunk) => log.push(chunk));
	}
	return {
		code: await new Promise((resolve, reject) => {
			child.on("close", resolve);
			child.on("error", (error) => {
				if (child.pid === void 0) reject(error);
			});
		}),
		log: log.join(""),
		outputs: parseOutputs(await readFile(output, "utf8")),
		milliseconds: performance.now() - began
	};
}
/** Reads a file of outputs: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text) {
	return Object.fromEntries(Array.from(text.matchAll(/^([^\n]+?)<<(\S+)\n([\s\S]*?)\n\2$/gm), ([, name = "", , value = ""]) => [name, value]));
}

// local/demo/stage.ts
/** The story cannot go on. */
var DemoError = class extends Error {};
async function makeStage({ screen, signal, log }) {
	const root = await realpath(await mkdtemp(join(tmpdir(), "slipway-demo-")));
	try {
		const repository = await makeRepository(root);
		const github = await startLocalGitHub({
			repository: repositoryName,
			gitDirectory: repository.remote,
			folder: join(root, "github")
		});
		const mirror = join(root, "mirror");
		const news = join(root, "news.txt");
		await mkdir(mirror);
		await writeFile(news, "");
		const broken = [];
		let folders = 0;
		const folder = async (name) => {
			const path = join(root, `${++folders}-${name}`);
			await mkdir(path);
			return path;
		};
		return {
			screen,
			github,
			repository,
			signal,
			mirror,
			news,
			folder,
			broken,
			act: async (inputs, job) => {
				github.forget();
				const step = await runAction({
					inputs: {
						token: github.token,
						config: ".github/slipway.yml",
						"working-directory": ".",
						"dry-run": "false",
						...inputs
					},
					env: {
						...runnerVariables(github, job),
						GITHUB_JOB: inputs.mode,
						MIRROR: mirror,
						NEWS: news
					},
					workspace: repository.checkout,
					folder: await folder(inputs.mode),
					signal
				});
				if (log !== void 0) [...shown(step.log), ""].forEach(log);
				if (step.code !== (job.ends === "success" ? 0 : 1)) throw new DemoError(`mode ${inputs.mode} was to end with ${job.ends}, and ended with exit code ${step.code ?? "none"}:\n${tail(step.log)}`);
				const received = github.requests.filter(({ host }) => host === "api" || host === "uploads");
				return {
					...step,
					requests: received.length,
					writes: received.filter(({ write }) => write).length
				};
			},
			promise: (text, problems) => {
				screen.promise(text, problems);
				if (problems.length > 0) broken.push(text);
			},
			close: async () => {
				await github.close();
				await rm(root, {
					recursive: true,
					force: true,
					maxRetries: 5
				});
			}
		};
	} catch (error) {
		await rm(root, {
			recursive: true,
			force: true
		});
		throw error;
	}
}
function runnerVariables(github, { run, attempt = 1, event = "push", commit }) {
	return {
		GITHUB_REPOSITORY: repositoryName,
		GITHUB_API_URL: github.apiUrl,
		GITHUB_SERVER_URL: github.serverUrl,
		GITHUB_SHA: commit,
		GITHUB_REF: "refs/heads/main",
		GITHUB_EVENT_NAME: event,
		GITHUB_RUN_ID: String(run),
		GITHUB_RUN_ATTEMPT: String(attempt),
		GITHUB_ACTION: "__acme_slipway",
		ACTIONS_RESULTS_URL: github.resultsUrl,
		ACTIONS_RUNTIME_TOKEN: github.runtimeToken({
			runId: run,
			jobId: "job"
		})
	};
}
/** The lines of a log that the runner shows: it keeps its own commands for debugging and masking to itself. */
const shown = (log) => log.trimEnd().split("\n").filter((line) => !line.startsWith("::debug::") && !line.startsWith("::add-mask::"));
const tail = (log) => shown(log).slice(-15).join("\n");

// node_modules/fflate/esm/index.mjs
var require = createRequire("/");
var _a;
var Worker;
var isMarkedAsUntransferable;
try {
	_a = require("worker_threads"), Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable;
} catch (e) {}
var u8 = Uint8Array;
var u16 = Uint16Array;
var i32 = Int32Array;
var fleb = new u8([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0,
	0,
	0,
	0
]);
var fdeb = new u8([
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13,
	0,
	0
]);
var clim = new u8([
	16,
	17,
	18,
	0,
	8,
	7,
	9,
	6,
	10,
	5,
	11,
	4,
	12,
	3,
	13,
	2,
	14,
	1,
	15
]);
var freb = function(eb, start) {
	var b = new u16(31);
	for (var i = 0; i < 31; ++i) b[i] = start += 1 << eb[i - 1];
	var r = new i32(b[30]);
	for (var i = 1; i < 30; ++i) for (var j = b[i]; j < b[i + 1]; ++j) r[j] = j - b[i] << 5 | i;
	return {
		b,
		r
	};
};
var _a = freb(fleb, 2);
var fl = _a.b;
var revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0);
var fd = _b.b;
var revfd = _b.r;
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
	var x = (i & 43690) >> 1 | (i & 21845) << 1;
	x = (x & 52428) >> 2 | (x & 13107) << 2;
	x = (x & 61680) >> 4 | (x & 3855) << 4;
	rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
}
var hMap = (function(cd, mb, r) {
	var s = cd.length;
	var i = 0;
	var l = new u16(mb);
	for (; i < s; ++i) if (cd[i]) ++l[cd[i] - 1];
	var le = new u16(mb);
	for (i = 1; i < mb; ++i) le[i] = le[i - 1] + l[i - 1] << 1;
	var co;
	if (r) {
		co = new u16(1 << mb);
		var rvb = 15 - mb;
		for (i = 0; i < s; ++i) if (cd[i]) {
			var sv = i << 4 | cd[i];
			var r_1 = mb - cd[i];
			var v = le[cd[i] - 1]++ << r_1;
			for (var m = v | (1 << r_1) - 1; v <= m; ++v) co[rev[v] >> rvb] = sv;
		}
	} else {
		co = new u16(s);
		for (i = 0; i < s; ++i) if (cd[i]) co[i] = rev[le[cd[i] - 1]++] >> 15 - cd[i];
	}
	return co;
});
var flt = new u8(288);
for (var i = 0; i < 144; ++i) flt[i] = 8;
for (var i = 144; i < 256; ++i) flt[i] = 9;
for (var i = 256; i < 280; ++i) flt[i] = 7;
for (var i = 280; i < 288; ++i) flt[i] = 8;
var fdt = new u8(32);
for (var i = 0; i < 32; ++i) fdt[i] = 5;
var flm = /*#__PURE__*/ hMap(flt, 9, 0);
var fdm = /*#__PURE__*/ hMap(fdt, 5, 0);
var shft = function(p) {
	return (p + 7) / 8 | 0;
};
var slc = function(v, s, e) {
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	return new u8(v.subarray(s, e));
};
var ec = [
	"unexpected EOF",
	"invalid block type",
	"invalid length/literal",
	"invalid distance",
	"stream finished",
	"no stream handler",
	,
	"no callback",
	"invalid UTF-8 data",
	"extra field too long",
	"date not in range 1980-2099",
	"filename too long",
	"stream finishing",
	"invalid zip data"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var wbits = function(d, p, v) {
	v <<= p & 7;
	var o = p / 8 | 0;
	d[o] |= v;
	d[o + 1] |= v >> 8;
};
var wbits16 = function(d, p, v) {
	v <<= p & 7;
	var o = p / 8 | 0;
	d[o] |= v;
	d[o + 1] |= v >> 8;
	d[o + 2] |= v >> 16;
};
var hTree = function(d, mb) {
	var t = [];
	for (var i = 0; i < d.length; ++i) if (d[i]) t.push({
		s: i,
		f: d[i]
	});
	var s = t.length;
	var t2 = t.slice();
	if (!s) return {
		t: et,
		l: 0
	};
	if (s == 1) {
		var v = new u8(t[0].s + 1);
		v[t[0].s] = 1;
		return {
			t: v,
			l: 1
		};
	}
	t.sort(function(a, b) {
		return a.f - b.f;
	});
	t.push({
		s: -1,
		f: 25001
	});
	var l = t[0], r = t[1], i0 = 0, i1 = 1, i2 = 2;
	t[0] = {
		s: -1,
		f: l.f + r.f,
		l,
		r
	};
	while (i1 != s - 1) {
		l = t[t[i0].f < t[i2].f ? i0++ : i2++];
		r = t[i0 != i1 && t[i0].f < t[i2].f ? i0++ : i2++];
		t[i1++] = {
			s: -1,
			f: l.f + r.f,
			l,
			r
		};
	}
	var maxSym = t2[0].s;
	for (var i = 1; i < s; ++i) if (t2[i].s > maxSym) maxSym = t2[i].s;
	var tr = new u16(maxSym + 1);
	var mbt = ln(t[i1 - 1], tr, 0);
	if (mbt > mb) {
		var i = 0, dt = 0;
		var lft = mbt - mb, cst = 1 << lft;
		t2.sort(function(a, b) {
			return tr[b.s] - tr[a.s] || a.f - b.f;
		});
		for (; i < s; ++i) {
			var i2_1 = t2[i].s;
			if (tr[i2_1] > mb) {
				dt += cst - (1 << mbt - tr[i2_1]);
				tr[i2_1] = mb;
			} else break;
		}
		dt >>= lft;
		while (dt > 0) {
			var i2_2 = t2[i].s;
			if (tr[i2_2] < mb) dt -= 1 << mb - tr[i2_2]++ - 1;
			else ++i;
		}
		for (; i >= 0 && dt; --i) {
			var i2_3 = t2[i].s;
			if (tr[i2_3] == mb) {
				--tr[i2_3];
				++dt;
			}
		}
		mbt = mb;
	}
	return {
		t: new u8(tr),
		l: mbt
	};
};
var ln = function(n, l, d) {
	return n.s == -1 ? Math.max(ln(n.l, l, d + 1), ln(n.r, l, d + 1)) : l[n.s] = d;
};
var lc = function(c) {
	var s = c.length;
	while (s && !c[--s]);
	var cl = new u16(++s);
	var cli = 0, cln = c[0], cls = 1;
	var w = function(v) {
		cl[cli++] = v;
	};
	for (var i = 1; i <= s; ++i) if (c[i] == cln && i != s) ++cls;
	else {
		if (!cln && cls > 2) {
			for (; cls > 138; cls -= 138) w(32754);
			if (cls > 2) {
				w(cls > 10 ? cls - 11 << 5 | 28690 : cls - 3 << 5 | 12305);
				cls = 0;
			}
		} else if (cls > 3) {
			w(cln), --cls;
			for (; cls > 6; cls -= 6) w(8304);
			if (cls > 2) w(cls - 3 << 5 | 8208), cls = 0;
		}
		while (cls--) w(cln);
		cls = 1;
		cln = c[i];
	}
	return {
		c: cl.subarray(0, cli),
		n: s
	};
};
var clen = function(cf, cl) {
	var l = 0;
	for (var i = 0; i < cl.length; ++i) l += cf[i] * cl[i];
	return l;
};
var wfblk = function(out, pos, dat) {
	var s = dat.length;
	var o = shft(pos + 2);
	out[o] = s & 255;
	out[o + 1] = s >> 8;
	out[o + 2] = out[o] ^ 255;
	out[o + 3] = out[o + 1] ^ 255;
	for (var i = 0; i < s; ++i) out[o + i + 4] = dat[i];
	return (o + 4 + s) * 8;
};
var wblk = function(dat, out, final, syms, lf, df, eb, li, bs, bl, p) {
	wbits(out, p++, final);
	++lf[256];
	var _a = hTree(lf, 15), dlt = _a.t, mlb = _a.l;
	var _b = hTree(df, 15), ddt = _b.t, mdb = _b.l;
	var _c = lc(dlt), lclt = _c.c, nlc = _c.n;
	var _d = lc(ddt), lcdt = _d.c, ndc = _d.n;
	var lcfreq = new u16(19);
	for (var i = 0; i < lclt.length; ++i) ++lcfreq[lclt[i] & 31];
	for (var i = 0; i < lcdt.length; ++i) ++lcfreq[lcdt[i] & 31];
	var _e = hTree(lcfreq, 7), lct = _e.t, mlcb = _e.l;
	var nlcc = 19;
	for (; nlcc > 4 && !lct[clim[nlcc - 1]]; --nlcc);
	var flen = bl + 5 << 3;
	var ftlen = clen(lf, flt) + clen(df, fdt) + eb;
	var dtlen = clen(lf, dlt) + clen(df, ddt) + eb + 14 + 3 * nlcc + clen(lcfreq, lct) + 2 * lcfreq[16] + 3 * lcfreq[17] + 7 * lcfreq[18];
	if (bs >= 0 && flen <= ftlen && flen <= dtlen) return wfblk(out, p, dat.subarray(bs, bs + bl));
	var lm, ll, dm, dl;
	wbits(out, p, 1 + (dtlen < ftlen)), p += 2;
	if (dtlen < ftlen) {
		lm = hMap(dlt, mlb, 0), ll = dlt, dm = hMap(ddt, mdb, 0), dl = ddt;
		var llm = hMap(lct, mlcb, 0);
		wbits(out, p, nlc - 257);
		wbits(out, p + 5, ndc - 1);
		wbits(out, p + 10, nlcc - 4);
		p += 14;
		for (var i = 0; i < nlcc; ++i) wbits(out, p + 3 * i, lct[clim[i]]);
		p += 3 * nlcc;
		var lcts = [lclt, lcdt];
		for (var it = 0; it < 2; ++it) {
			var clct = lcts[it];
			for (var i = 0; i < clct.length; ++i) {
				var len = clct[i] & 31;
				wbits(out, p, llm[len]), p += lct[len];
				if (len > 15) wbits(out, p, clct[i] >> 5 & 127), p += clct[i] >> 12;
			}
		}
	} else lm = flm, ll = flt, dm = fdm, dl = fdt;
	for (var i = 0; i < li; ++i) {
		var sym = syms[i];
		if (sym > 255) {
			var len = sym >> 18 & 31;
			wbits16(out, p, lm[len + 257]), p += ll[len + 257];
			if (len > 7) wbits(out, p, sym >> 23 & 31), p += fleb[len];
			var dst = sym & 31;
			wbits16(out, p, dm[dst]), p += dl[dst];
			if (dst > 3) wbits16(out, p, sym >> 5 & 8191), p += fdeb[dst];
		} else wbits16(out, p, lm[sym]), p += ll[sym];
	}
	wbits16(out, p, lm[256]);
	return p + ll[256];
};
var deo = /*#__PURE__*/ new i32([
	65540,
	131080,
	131088,
	131104,
	262176,
	1048704,
	1048832,
	2114560,
	2117632
]);
var et = /*#__PURE__*/ new u8(0);
var dflt = function(dat, lvl, plvl, pre, post, st) {
	var s = st.z || dat.length;
	var o = new u8(pre + s + 5 * (1 + Math.ceil(s / 7e3)) + post);
	var w = o.subarray(pre, o.length - post);
	var lst = st.l;
	var pos = (st.r || 0) & 7;
	if (lvl) {
		if (pos) w[0] = st.r >> 3;
		var opt = deo[lvl - 1];
		var n = opt >> 13, c = opt & 8191;
		var msk_1 = (1 << plvl) - 1;
		var prev = st.p || new u16(32768), head = st.h || new u16(msk_1 + 1);
		var bs1_1 = Math.ceil(plvl / 3), bs2_1 = 2 * bs1_1;
		var hsh = function(i) {
			return (dat[i] ^ dat[i + 1] << bs1_1 ^ dat[i + 2] << bs2_1) & msk_1;
		};
		var syms = new i32(25e3);
		var lf = new u16(288), df = new u16(32);
		var lc_1 = 0, eb = 0, i = st.i || 0, li = 0, wi = st.w || 0, bs = 0;
		for (; i + 2 < s; ++i) {
			var hv = hsh(i);
			var imod = i & 32767, pimod = head[hv];
			prev[imod] = pimod;
			head[hv] = imod;
			if (wi <= i) {
				var rem = s - i;
				if ((lc_1 > 7e3 || li > 24576) && (rem > 423 || !lst)) {
					pos = wblk(dat, w, 0, syms, lf, df, eb, li, bs, i - bs, pos);
					li = lc_1 = eb = 0, bs = i;
					for (var j = 0; j < 286; ++j) lf[j] = 0;
					for (var j = 0; j < 30; ++j) df[j] = 0;
				}
				var l = 2, d = 0, ch_1 = c, dif = imod - pimod & 32767;
				if (rem > 2 && hv == hsh(i - dif)) {
					var maxn = Math.min(n, rem) - 1;
					var maxd = Math.min(32767, i);
					var ml = Math.min(258, rem);
					while (dif <= maxd && --ch_1 && imod != pimod) {
						if (dat[i + l] == dat[i + l - dif]) {
							var nl = 0;
							for (; nl < ml && dat[i + nl] == dat[i + nl - dif]; ++nl);
							if (nl > l) {
								l = nl, d = dif;
								if (nl > maxn) break;
								var mmd = Math.min(dif, nl - 2);
								var md = 0;
								for (var j = 0; j < mmd; ++j) {
									var ti = i - dif + j & 32767;
									var cd = ti - prev[ti] & 32767;
									if (cd > md) md = cd, pimod = ti;
								}
							}
						}
						imod = pimod, pimod = prev[imod];
						dif += imod - pimod & 32767;
					}
				}
				if (d) {
					syms[li++] = 268435456 | revfl[l] << 18 | revfd[d];
					var lin = revfl[l] & 31, din = revfd[d] & 31;
					eb += fleb[lin] + fdeb[din];
					++lf[257 + lin];
					++df[din];
					wi = i + l;
					++lc_1;
				} else {
					syms[li++] = dat[i];
					++lf[dat[i]];
				}
			}
		}
		for (i = Math.max(i, wi); i < s; ++i) {
			syms[li++] = dat[i];
			++lf[dat[i]];
		}
		pos = wblk(dat, w, lst, syms, lf, df, eb, li, bs, i - bs, pos);
		if (!lst) {
			st.r = pos & 7 | w[pos / 8 | 0] << 3;
			pos -= 7;
			st.h = head, st.p = prev, st.i = i, st.w = wi;
		}
	} else {
		for (var i = st.w || 0; i < s + lst; i += 65535) {
			var e = i + 65535;
			if (e >= s) {
				w[pos / 8 | 0] = lst;
				e = s;
			}
			pos = wfblk(w, pos + 1, dat.subarray(i, e));
		}
		st.i = s;
	}
	return slc(o, 0, pre + shft(pos) + post);
};
var crct = /*#__PURE__*/ (function() {
	var t = /* @__PURE__ */ new Int32Array(256);
	for (var i = 0; i < 256; ++i) {
		var c = i, k = 9;
		while (--k) c = (c & 1 && -306674912) ^ c >>> 1;
		t[i] = c;
	}
	return t;
})();
var crc = function() {
	var c = -1;
	return {
		p: function(d) {
			var cr = c;
			for (var i = 0; i < d.length; ++i) cr = crct[cr & 255 ^ d[i]] ^ cr >>> 8;
			c = cr;
		},
		d: function() {
			return ~c;
		}
	};
};
var dopt = function(dat, opt, pre, post, st) {
	if (!st) {
		st = { l: 1 };
		if (opt.dictionary) {
			var dict = opt.dictionary.subarray(-32768);
			var newDat = new u8(dict.length + dat.length);
			newDat.set(dict);
			newDat.set(dat, dict.length);
			dat = newDat;
			st.w = dict.length;
		}
	}
	return dflt(dat, opt.level == null ? 6 : opt.level, opt.mem == null ? st.l ? Math.ceil(Math.max(8, Math.min(13, Math.log(dat.length))) * 1.5) : 20 : 12 + opt.mem, pre, post, st);
};
var mrg = function(a, b) {
	var o = {};
	for (var k in a) o[k] = a[k];
	for (var k in b) o[k] = b[k];
	return o;
};
var wbytes = function(d, b, v) {
	for (; v; ++b) d[b] = v, v >>>= 8;
};
/**
* Compresses data with DEFLATE without any wrapper
* @param data The data to compress
* @param opts The compression options
* @returns The deflated version of the data
*/
function deflateSync(data, opts) {
	return dopt(data, opts || {}, 0, 0);
}
var fltn = function(d, p, t, o) {
	for (var k in d) {
		var val = d[k], n = p + k, op = o;
		if (Array.isArray(val)) op = mrg(o, val[1]), val = val[0];
		if (ArrayBuffer.isView(val)) t[n] = [val, op];
		else {
			t[n += "/"] = [new u8(0), op];
			fltn(val, n, t, o);
		}
	}
};
var te = typeof TextEncoder != "undefined" && /*#__PURE__*/ new TextEncoder();
var td = typeof TextDecoder != "undefined" && /*#__PURE__*/ new TextDecoder();
var tds = 0;
try {
	td.decode(et, { stream: true });
	tds = 1;
} catch (e) {}
/**
* Converts a string into a Uint8Array for use with compression/decompression methods
* @param str The string to encode
* @param latin1 Whether or not to interpret the data as Latin-1. This should
*               not need to be true unless decoding a binary string.
* @returns The string encoded in UTF-8/Latin-1 binary
*/
function strToU8(str, latin1) {
	if (latin1) {
		var ar_1 = new u8(str.length);
		for (var i = 0; i < str.length; ++i) ar_1[i] = str.charCodeAt(i);
		return ar_1;
	}
	if (te) return te.encode(str);
	var l = str.length;
	var ar = new u8(str.length + (str.length >> 1));
	var ai = 0;
	var w = function(v) {
		ar[ai++] = v;
	};
	for (var i = 0; i < l; ++i) {
		if (ai + 5 > ar.length) {
			var n = new u8(ai + 8 + (l - i << 1));
			n.set(ar);
			ar = n;
		}
		var c = str.charCodeAt(i);
		if (c < 128 || latin1) w(c);
		else if (c < 2048) w(192 | c >> 6), w(128 | c & 63);
		else if (c > 55295 && c < 57344) c = 65536 + (c & 1047552) | str.charCodeAt(++i) & 1023, w(240 | c >> 18), w(128 | c >> 12 & 63), w(128 | c >> 6 & 63), w(128 | c & 63);
		else w(224 | c >> 12), w(128 | c >> 6 & 63), w(128 | c & 63);
	}
	return slc(ar, 0, ai);
}
var exfl = function(ex) {
	var le = 0;
	if (ex) for (var k in ex) {
		var l = ex[k].length;
		if (l > 65535) err(9);
		le += l + 4;
	}
	return le;
};
var wzh = function(d, b, f, fn, u, c, ce, co) {
	var fl = fn.length, ex = f.extra, col = co && co.length;
	var exl = exfl(ex);
	wbytes(d, b, ce != null ? 33639248 : 67324752), b += 4;
	if (ce != null) d[b++] = 20, d[b++] = f.os;
	d[b] = 20, b += 2;
	d[b++] = f.flag << 1 | (c < 0 && 8), d[b++] = u && 8;
	d[b++] = f.compression & 255, d[b++] = f.compression >> 8;
	var dt = new Date(f.mtime == null ? Date.now() : f.mtime), y = dt.getFullYear() - 1980;
	if (y < 0 || y > 119) err(10);
	wbytes(d, b, y << 25 | dt.getMonth() + 1 << 21 | dt.getDate() << 16 | dt.getHours() << 11 | dt.getMinutes() << 5 | dt.getSeconds() >> 1), b += 4;
	if (c != -1) {
		wbytes(d, b, f.crc);
		wbytes(d, b + 4, c < 0 ? -c - 2 : c);
		wbytes(d, b + 8, f.size);
	}
	wbytes(d, b + 12, fl);
	wbytes(d, b + 14, exl), b += 16;
	if (ce != null) {
		wbytes(d, b, col);
		wbytes(d, b + 6, f.attrs);
		wbytes(d, b + 10, ce), b += 14;
	}
	d.set(fn, b);
	b += fl;
	if (exl) for (var k in ex) {
		var exf = ex[k], l = exf.length;
		wbytes(d, b, +k);
		wbytes(d, b + 2, l);
		d.set(exf, b + 4), b += 4 + l;
	}
	if (col) d.set(co, b), b += col;
	return b;
};
var wzf = function(o, b, c, d, e) {
	wbytes(o, b, 101010256);
	wbytes(o, b + 8, c);
	wbytes(o, b + 10, c);
	wbytes(o, b + 12, d);
	wbytes(o, b + 16, e);
};
/**
* Synchronously creates a ZIP file. Prefer using `zip` for better performance
* with more than one file.
* @param data The directory structure for the ZIP archive
* @param opts The main options, merged with per-file options
* @returns The generated ZIP archive
*/
function zipSync(data, opts) {
	if (!opts) opts = {};
	var r = {};
	var files = [];
	fltn(data, "", r, opts);
	var o = 0;
	var tot = 0;
	for (var fn in r) {
		var _a = r[fn], file = _a[0], p = _a[1];
		var compression = p.level == 0 ? 0 : 8;
		var f = strToU8(fn), s = f.length;
		var com = p.comment, m = com && strToU8(com), ms = m && m.length;
		var exl = exfl(p.extra);
		if (s > 65535) err(11);
		var d = compression ? deflateSync(file, p) : file, l = d.length;
		var c = crc();
		c.p(file);
		files.push(mrg(p, {
			size: file.length,
			crc: c.d(),
			c: d,
			f,
			m,
			u: s != fn.length || m && com.length != ms,
			o,
			compression
		}));
		o += 30 + s + exl + l;
		tot += 76 + 2 * (s + exl) + (ms || 0) + l;
	}
	var out = new u8(tot + 22), oe = o, cdl = tot - o;
	for (var i = 0; i < files.length; ++i) {
		var f = files[i];
		wzh(out, f.o, f, f.f, f.u, f.c.length);
		var badd = 30 + f.f.length + exfl(f.extra);
		out.set(f.c, f.o + badd);
		wzh(out, o, f, f.f, f.u, f.c.length, f.o, f.m), o += 16 + badd + (f.m ? f.m.length : 0);
	}
	wzf(out, o, files.length, cdl, oe);
	return out;
}

// local/demo/builds.ts
const execute$1 = promisify(execFile);
/** The rows of the output `build-matrix`. */
function rowsOf(matrix) {
	if (matrix === void 0 || matrix === "") return [];
	return JSON.parse(matrix).include;
}
/** Runs the job of every row: check out its commit, run its build command, upload `out/` under its artifact name. */
async function buildAll(stage, run, rows) {
	return (await Promise.allSettled(rows.map(async (row) => build$1(stage, run, row)))).map((job) => {
		if (job.status === "rejected") throw job.reason;
		return job.value;
	});
}
async function build$1({ repository, github, folder, signal }, run, row) {
	const workspace = await folder("build");
	const commit = await repository.checkOut(workspace);
	await execute$1("sh", [
		"-e",
		"-c",
		row.build
	], {
		cwd: workspace,
		signal
	});
	const out = join(workspace, "out");
	const files = await readdir(out);
	const contents = await Promise.all(files.map(async (name) => [name, await readFile(join(out, name))]));
	await github.addArtifact(run, row.artifact, zipSync(Object.fromEntries(contents)), { headSha: commit });
	return {
		row,
		commit,
		files
	};
}

// local/demo/proof.ts
const execute = promisify(execFile);
/** What differs between two lists, whatever their order. */
function differences(what, found, wanted) {
	return [
		...wanted.filter((each) => !found.includes(each)).map((each) => `${what} ${each} is missing`),
		...found.filter((each) => !wanted.includes(each)).map((each) => `${what} ${each} is one too many`),
		...new Set(found).size === found.length ? [] : [`a ${what} is there twice`]
	];
}
/** Whether exactly these releases are at this stage: drafts without a tag, or public ones with their assets. */
function releasesAre({ github }, state, expected) {
	const found = github.releases().filter(({ draft }) => draft === (state === "draft"));
	const tags = expected.map(({ tag }) => tag);
	return [...differences(`${state} release`, found.map(({ tag }) => tag), tags), ...expected.flatMap(({ tag, prerelease, assets }) => {
		const release = found.find((each) => each.tag === tag);
		if (release === void 0) return [];
		return [
			...release.prerelease === prerelease ? [] : [`${tag} is ${prerelease ? "no" : "a"} prerelease`],
			...release.latest && prerelease ? [`${tag} is the latest release, and a prerelease`] : [],
			...differences(`asset of ${tag}:`, release.assets.map(({ name }) => name), assets)
		];
	})];
}
/** Whether the repository has exactly these tags, at these commits. */
async function tagsAre({ repository }, wanted) {
	const tags = await repository.tags();
	return [...differences("tag", [...tags.keys()], Object.keys(wanted)), ...Object.entries(wanted).flatMap(([tag, commit]) => {
		const at = tags.get(tag);
		return at === void 0 || at === commit ? [] : [`tag ${tag} is at ${at}`];
	})];
}
/** Downloads a public asset, as a user does. */
async function download({ github }, tag, name) {
	const path = tag.split("/").map(encodeURIComponent).join("/");
	const url = `${github.webUrl}/${repositoryName}/releases/download/${path}/${encodeURIComponent(name)}`;
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} answers ${response.status}`);
	return new Uint8Array(await response.arrayBuffer());
}
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
/** `sha256sum --check SHA256SUMS` over every public asset of the releases. */
async function checksumsFit(stage, expected) {
	return (await Promise.all(expected.map(async ({ tag, assets }) => {
		const list = new TextDecoder().decode(await download(stage, tag, "SHA256SUMS"));
		const sums = new Map(list.trimEnd().split("\n").map((line) => [line.slice(66), line.slice(0, 64)]));
		const files = assets.filter((name) => name !== "SHA256SUMS");
		const wrong = await Promise.all(files.map(async (name) => sums.get(name) === sha256(await download(stage, tag, name)) ? [] : [`${tag}: ${name} has another digest`]));
		return [...differences(`line of SHA256SUMS of ${tag}:`, [...sums.keys()], files), ...wrong.flat()];
	}))).flat();
}
/** Whether the mirror holds what GitHub does, byte for byte. */
async function mirrorHolds(stage, expected) {
	return (await Promise.all(expected.flatMap(({ tag, assets }) => assets.map(async (name) => {
		const copy = await readFile(join(stage.mirror, tag, name)).catch(() => void 0);
		if (copy === void 0) return [`the mirror has no ${tag}/${name}`];
		return sha256(copy) === sha256(await download(stage, tag, name)) ? [] : [`${tag}/${name} differs on the mirror`];
	})))).flat();
}
/** Whether each release was announced, and once. */
async function announced({ news }, tags) {
	return differences("announcement", (await readFile(news, "utf8")).split("\n").filter(Boolean), tags.map((tag) => `${tag} is out`));
}
/** Installs a program from a `.tar.gz` of a release and runs it; answers what it says. */
async function runDownloaded(stage, tag, archive, program) {
	const bytes = fileInTar(gunzipSync(await download(stage, tag, archive)), program);
	const path = join(await stage.folder("installed"), program);
	await writeFile(path, bytes.content, { mode: bytes.mode });
	const { stdout } = await execute(path);
	return stdout.trim();
}
/** A file of a tar archive, with its permissions: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
function fileInTar(tar, wanted) {
	const text = (start, length) => new TextDecoder().decode(tar.subarray(start, start + length)).replace(/\0.*$/s, "");
	for (let at = 0; at + 512 <= tar.length;) {
		const size = parseInt(text(at + 124, 12), 8) || 0;
		if (text(at, 100).split("/").at(-1) === wanted) return {
			content: tar.subarray(at + 512, at + 512 + size),
			mode: parseInt(text(at + 100, 8), 8)
		};
		at += 512 + Math.ceil(size / 512) * 512;
	}
	throw new Error(`the archive has no ${wanted}`);
}

// local/demo/report.ts
/** The output `releases`. */
const releasesOf = ({ outputs }) => JSON.parse(outputs["releases"] ?? "[]");
/** The output `results`. */
const resultsOf = ({ outputs }) => JSON.parse(outputs["results"] ?? "{}");
/** What ships, and what stays with the reason. */
function showReleases({ screen }, acted) {
	const releases = releasesOf(acted);
	if (releases.length > 0) screen.table([
		"package",
		"version",
		"tag",
		"channel"
	], releases.map((each) => [
		each.package,
		each.version,
		each.tag,
		each.channel
	]));
	const stays = Array.from(acted.log.matchAll(/^not released: ([^\n:]+): ([^\n]+)$/gm), ([, name = "", why = ""]) => [name, why]);
	if (stays.length > 0) screen.table(["stays", "because"], stays);
}
/** The build matrix. */
function showMatrix({ screen }, rows) {
	screen.table([
		"package",
		"target",
		"runs on",
		"artifact"
	], rows.map((row) => [
		row.package,
		row.target,
		row.os,
		row.artifact
	]));
}
/** What became of every destination, and why one failed. */
function showResults({ screen }, acted) {
	const results = Object.entries(resultsOf(acted));
	screen.table([
		"destination",
		"status",
		"created",
		"kept",
		"failed"
	], results.map(([name, { status, created, kept, failed }]) => [
		name,
		status,
		created,
		kept,
		failed
	]));
	const errors = results.filter(([, { error }]) => error !== "");
	for (const [name, { error }] of errors) screen.failure(`${name}: ${error}`);
	if (errors.length > 0) screen.line();
}
/** What users find at GitHub. */
function showAssets({ screen, github }) {
	screen.table([
		"public release",
		"asset",
		"bytes"
	], github.releases().filter(({ draft }) => !draft).flatMap(({ tag, assets }) => assets.map(({ name, size }) => [
		tag,
		name,
		size
	])));
}
/** What steps cost at GitHub. */
function showCost({ screen }, ...steps) {
	const sum = (of) => steps.reduce((total, each) => total + of(each), 0);
	const requests = sum((each) => each.requests);
	const writes = sum((each) => each.writes);
	const seconds = (sum((each) => each.milliseconds) / 1e3).toFixed(1);
	screen.aside(`${requests} requests to GitHub, ${writes} of them writes, in ${seconds} s`);
}
/** What the statuses of destinations are, against what they should be. */
function statusesAre(acted, wanted) {
	const results = resultsOf(acted);
	return [.../* @__PURE__ */ new Set([...Object.keys(results), ...Object.keys(wanted)])].flatMap((name) => {
		const status = results[name]?.status ?? "not run";
		return status === (wanted[name] ?? "not run") ? [] : [`${name} is ${status}`];
	});
}
/** What a count is, against what it should be. */
const countIs = (what, found, wanted) => found === wanted ? [] : [`${found} ${what} instead of ${wanted}`];

// local/demo/story.ts
const cli = (version) => ({
	tag: `hello-cli-v${version}`,
	prerelease: false,
	assets: [
		`hello-cli-${version}-x86_64-unknown-linux-musl.tar.gz`,
		`hello-cli-${version}-aarch64-apple-darwin.tar.gz`,
		`hello-cli-${version}-x86_64-pc-windows-msvc.zip`,
		"SHA256SUMS"
	]
});
const first = [
	cli("1.2.0"),
	{
		tag: "hello-server-v0.4.0-rc.1",
		prerelease: true,
		assets: [
			"hello-server-x86_64-unknown-linux-musl",
			"hello-server-aarch64-apple-darwin",
			"SHA256SUMS"
		]
	},
	{
		tag: "@acme/hello-web-v2.0.1",
		prerelease: false,
		assets: ["hello-web.mjs", "SHA256SUMS"]
	}
];
const second = [cli("1.3.0")];
/** The workflow runs of the story. */
const runs = {
	first: 101,
	second: 102,
	retry: 103,
	last: 104
};
/** Plays the whole story. Stops after the first step that does not come out as promised. */
async function play(stage) {
	const { repository } = stage;
	const start = await repository.commit("Begin with a library", library);
	await repository.tag(libraryTag);
	const commits = {
		library: start,
		programs: await repository.commit("Add programs", programs)
	};
	introduce(stage);
	const released = await release(stage, commits);
	settle(stage);
	await build(stage, released);
	settle(stage);
	await distribute(stage, commits, released);
	settle(stage);
	await again(stage, commits, released);
	settle(stage);
	const next = await failOne(stage, commits);
	settle(stage);
	await retryOne(stage, next);
	settle(stage);
	await nothingToDo(stage);
	settle(stage);
}
/** Ends the story where a promise was broken: what follows builds on it. */
function settle({ broken }) {
	if (broken.length > 0) throw new DemoError(`not as promised: ${broken.join("; ")}`);
}
function introduce({ screen, github }) {
	screen.title("Slipway: from a commit to its users, on this machine");
	screen.list([
		["repository", "acme/tools: Cargo and npm packages, in a temporary folder"],
		["GitHub", `${github.webUrl}: a local one with API, uploads, artifacts and pages`],
		["destinations", "github (releases), mirror (a folder of copies), announce (a file of news)"]
	]);
	screen.aside("Every step runs dist/index.js as the runner does, and is then checked from outside.");
	screen.aside("Requests are counted at the API; the plan and receipts that a run keeps as its artifacts are not.");
}
/** Runs `release` and shows what it decided. */
async function decide(stage, job) {
	const acted = await stage.act({ mode: "release" }, {
		...job,
		ends: "success"
	});
	const rows = rowsOf(acted.outputs["build-matrix"]);
	showReleases(stage, acted);
	if (rows.length > 0) showMatrix(stage, rows);
	return {
		acted,
		released: {
			run: job.run,
			commit: job.commit,
			plan: acted.outputs["plan"] ?? "",
			rows
		}
	};
}
/** Runs `distribute` and shows what became of every destination. */
async function send(stage, inputs, job) {
	const acted = await stage.act({
		mode: "distribute",
		...inputs
	}, job);
	showResults(stage, acted);
	return acted;
}
async function release(stage, commits) {
	const { screen } = stage;
	const commit = commits.programs;
	screen.step(`What ships from commit ${commit.slice(0, 7)}?`, { mode: "release" });
	const { acted, released } = await decide(stage, {
		run: runs.first,
		commit
	});
	const tags = releasesOf(acted).map(({ tag }) => tag);
	stage.promise("three packages ship; the library stays, its version is out already", differences("release", tags, first.map(({ tag }) => tag)));
	stage.promise("the matrix has one job per package and target", countIs("jobs", released.rows.length, 6));
	const drafts = first.map((each) => ({
		...each,
		assets: []
	}));
	stage.promise("a draft is open for each, one of them as a prerelease; nothing is public, nothing is tagged", [
		...releasesAre(stage, "draft", drafts),
		...releasesAre(stage, "public", []),
		...await tagsAre(stage, { [libraryTag]: commits.library })
	]);
	showCost(stage, acted);
	return released;
}
async function build(stage, { run, commit, rows }) {
	const { screen } = stage;
	screen.step("Build the matrix: each row checks out its commit, runs matrix.build, uploads out/");
	const built = await buildAll(stage, run, rows);
	screen.table(["artifact", "holds"], built.map(({ row, files }) => [row.artifact, files.join(", ")]));
	stage.promise(`${built.length} jobs built commit ${commit.slice(0, 7)} and uploaded one program each`, built.flatMap((each) => [...each.commit === commit && each.row.commit === commit ? [] : [`${each.row.artifact} is of ${each.commit}`], ...countIs(`files in ${each.row.artifact}`, each.files.length, 1)]));
}
async function distribute(stage, commits, { run, commit, plan }) {
	const { screen } = stage;
	screen.step("Bring it to every destination", {
		mode: "distribute",
		plan: "of step 1"
	});
	const acted = await send(stage, { plan }, {
		run,
		commit,
		ends: "success"
	});
	showAssets(stage);
	const tags = first.map(({ tag }) => tag);
	stage.promise("every destination succeeded", statusesAre(acted, {
		github: "succeeded",
		mirror: "succeeded",
		announce: "succeeded"
	}));
	stage.promise(`three releases are public, and their tags are at ${commit.slice(0, 7)}`, [
		...releasesAre(stage, "draft", []),
		...releasesAre(stage, "public", first),
		...await tagsAre(stage, {
			[libraryTag]: commits.library,
			...Object.fromEntries(tags.map((tag) => [tag, commit]))
		})
	]);
	stage.promise("downloaded again, every asset fits its line in SHA256SUMS", await checksumsFit(stage, first));
	stage.promise("the mirror has the same bytes", await mirrorHolds(stage, first));
	stage.promise("each release was announced once", await announced(stage, tags));
	await installs(stage, "1.2.0");
	showCost(stage, acted);
}
/** What a user would do next. */
async function installs(stage, version) {
	const { tag, assets } = cli(version);
	const said = await runDownloaded(stage, tag, assets[0] ?? "", "hello");
	const wanted = `hello ${version} for x86_64-unknown-linux-musl`;
	stage.promise(`the program from the archive runs and says "${wanted}"`, said === wanted ? [] : [`it says "${said}"`]);
}
async function again(stage, commits, { run, commit, plan }) {
	const { screen } = stage;
	screen.step("The same once more, as when the job is run again", {
		mode: "distribute",
		plan: "of step 1"
	});
	const acted = await send(stage, { plan }, {
		run,
		commit,
		attempt: 2,
		ends: "success"
	});
	const results = Object.entries(resultsOf(acted));
	stage.promise("everything is kept, nothing created or replaced", results.flatMap(([name, { created, replaced }]) => [...countIs(`created at ${name}`, created, 0), ...countIs(`replaced at ${name}`, replaced, 0)]));
	stage.promise("not one write reached GitHub", countIs("writes", acted.writes, 0));
	const tags = first.map(({ tag }) => tag);
	stage.promise("nothing was announced again", await announced(stage, tags));
	await tagsStay(stage, commits);
	showCost(stage, acted);
}
async function tagsStay(stage, commits) {
	const wanted = {
		[libraryTag]: commits.library,
		...Object.fromEntries(first.map(({ tag }) => [tag, commits.programs]))
	};
	stage.promise("the tags are where they were", await tagsAre(stage, wanted));
}
async function failOne(stage, commits) {
	const { screen, mirror, repository } = stage;
	const commit = await repository.commit("Release hello-cli 1.3.0", nextVersion);
	screen.step(`The next version, while the mirror is away: commit ${commit.slice(0, 7)}`, { mode: "release, then distribute" });
	const { acted: decided, released } = await decide(stage, {
		run: runs.second,
		commit
	});
	await buildAll(stage, runs.second, released.rows);
	await rename(mirror, `${mirror}-away`);
	const acted = await send(stage, { plan: released.plan }, {
		run: runs.second,
		commit,
		ends: "failure"
	});
	await rename(`${mirror}-away`, mirror);
	const [next = cli("1.3.0")] = second;
	stage.promise("only hello-cli ships, and only its three targets are built", [...differences("release", releasesOf(decided).map(({ tag }) => tag), [next.tag]), ...countIs("jobs", released.rows.length, 3)]);
	stage.promise("the mirror failed by itself; the others went on, and the step is red", statusesAre(acted, {
		github: "succeeded",
		mirror: "failed",
		announce: "succeeded"
	}));
	stage.promise("the release is public and complete all the same", [
		...releasesAre(stage, "public", [...first, ...second]),
		...await checksumsFit(stage, second),
		...await tagsAre(stage, {
			[libraryTag]: commits.library,
			...Object.fromEntries(first.map(({ tag }) => [tag, commits.programs])),
			[next.tag]: commit
		})
	]);
	await installs(stage, "1.3.0");
	showCost(stage, decided, acted);
	return released;
}
async function retryOne(stage, { run, commit }) {
	const { screen } = stage;
	const inputs = {
		"run-id": String(run),
		destinations: "mirror"
	};
	screen.step("The mirror is back: retry it alone, from another run, without a build", {
		mode: "distribute",
		...inputs
	});
	const acted = await send(stage, inputs, {
		run: runs.retry,
		commit,
		event: "workflow_dispatch",
		ends: "success"
	});
	stage.promise("the mirror, and nothing else, was served", statusesAre(acted, { mirror: "succeeded" }));
	stage.promise("the mirror has the new version now, with the bytes of the release", await mirrorHolds(stage, second));
	stage.promise("nothing was built, and not one write reached GitHub", countIs("writes", acted.writes, 0));
	stage.promise("each release is still announced once", await announced(stage, [...first, ...second].map(({ tag }) => tag)));
	showCost(stage, acted);
}
async function nothingToDo(stage) {
	const { screen, repository } = stage;
	const commit = await repository.commit("Say more in the README", documentation);
	screen.step(`A later commit with the same versions: ${commit.slice(0, 7)}`, { mode: "release" });
	const before = await repository.tags();
	const { acted, released } = await decide(stage, {
		run: runs.last,
		commit
	});
	stage.promise("nothing ships, and there is nothing to build", [
		...countIs("releases", releasesOf(acted).length, 0),
		...countIs("jobs", released.rows.length, 0),
		...acted.outputs["has-builds"] === "false" ? [] : ["has-builds is not false"]
	]);
	stage.promise("not one write reached GitHub, and no tag moved", [...countIs("writes", acted.writes, 0), ...await tagsAre(stage, Object.fromEntries(before))]);
	showCost(stage, acted);
}

// local/demo.ts
const usage = `Usage: npm run demo [-- options]

  --keep      leave the local GitHub up with its pages, until Ctrl-C
  --verbose   print the log of the action, too
  --help      print this
`;
function readOptions() {
	try {
		const off = {
			type: "boolean",
			default: false
		};
		return parseArgs({ options: {
			keep: off,
			verbose: off,
			help: off
		} }).values;
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
		return;
	}
}
const print = (text) => void process.stdout.write(text);
/** Plays the story and answers the exit code. */
async function main() {
	const options = readOptions();
	if (options === void 0) return 2;
	if (options.help) {
		print(usage);
		return 0;
	}
	const [git, sh] = await Promise.all([isInstalled("git", ["--version"]), isInstalled("sh", ["-c", ":"])]);
	if (!git) return complain("The demo makes a git repository: install git, so that \"git\" is on PATH.");
	if (!sh) return complain("The demo builds with shell scripts: run it where \"sh\" is on PATH (on Windows, in Git Bash).");
	const interrupted = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => interrupted.abort());
	process.stdout.on("error", () => interrupted.abort());
	const { NO_COLOR: plain = "" } = process.env;
	const screen = makeScreen({
		write: print,
		colours: process.stdout.isTTY && plain === ""
	});
	const log = options.verbose ? (text) => screen.aside(text === "" ? "" : `| ${text}`) : void 0;
	const began = performance.now();
	const stage = await makeStage({
		screen,
		signal: interrupted.signal,
		log
	});
	try {
		const good = await perform(stage, interrupted.signal);
		if (interrupted.signal.aborted) {
			screen.title("Interrupted.");
			return 130;
		}
		const seconds = ((performance.now() - began) / 1e3).toFixed(1);
		screen.title(good ? `Every promise was kept, in ${seconds} s.` : "The demo did not come out as promised.");
		await lookAround(stage, screen, options, interrupted.signal);
		return good ? 0 : 1;
	} finally {
		await stage.close();
	}
}
function complain(text) {
	process.stderr.write(`${text}\n`);
	return 1;
}
async function perform(stage, interrupted) {
	try {
		await play(stage);
		return true;
	} catch (error) {
		if (interrupted.aborted) return false;
		stage.screen.line();
		const text = error instanceof DemoError ? error.message : error instanceof Error ? error.stack : String(error);
		for (const line of (text ?? "").split("\n")) stage.screen.failure(line);
		return false;
	}
}
/** Says where to look, and with `--keep` waits there. */
async function lookAround(stage, screen, { keep }, interrupted) {
	screen.line("Where to look:");
	if (!keep) {
		screen.list([
			["npm run demo -- --keep", "leaves the local GitHub up, with its page of releases"],
			["npm run demo -- --verbose", "shows the log of the action, too"],
			["local/demo/sample.ts", "the sample repository and its .github/slipway.yml"],
			["local/demo/story.ts", "what was promised, and how it was checked"]
		]);
		return;
	}
	screen.list([
		["releases", `${stage.github.webUrl}/${repositoryName}/releases`],
		["mirror", stage.mirror],
		["announcements", stage.news],
		["repository", stage.repository.checkout]
	]);
	screen.line("Ctrl-C ends it and removes the folder.");
	if (!interrupted.aborted) await once(interrupted, "abort");
}
process.exitCode = await main();

export {  };