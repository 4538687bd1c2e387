import { r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { d as throwAll, l as messageOf, s as UserError, t as nearest, u as mistakesOf } from "./placeholders.js";
import { _ as HttpClient, d as setOutput, f as setSecret, h as summary, i as getOctokitOptions, l as group, m as getExecOutput, n as GitHub, o as core_exports, p as warning, r as defaults, s as debug, t as retry, u as info } from "./dist-bundle.js";
import { a as retryRead, i as retryAfter, n as isPassingStatus, r as readPolicy } from "./retry.js";
import { n as isFolder, t as checkEntries } from "./entries.js";
import { i as escapeMarkdown, n as code, o as fitting } from "./markdown.js";
import { setMaxListeners } from "node:events";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { request } from "node:http";
import { crc32, createInflateRaw } from "node:zlib";
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chmod, lstat, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { request as request$1 } from "node:https";
import { pipeline } from "node:stream/promises";

// src/host/clock.ts
/** The time of the machine. */
const systemClock = {
	now: () => Date.now(),
	random: () => Math.random(),
	sleep: async (ms, signal) => new Promise((resolve, reject) => {
		if (signal?.aborted === true) {
			reject(asError$2(signal.reason));
			return;
		}
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", stop);
			resolve();
		}, ms);
		const stop = () => {
			clearTimeout(timer);
			reject(asError$2(signal?.reason));
		};
		signal?.addEventListener("abort", stop, { once: true });
	})
};
const asError$2 = (reason) => reason instanceof Error ? reason : /* @__PURE__ */ new Error("cancelled");

// src/host/commands.ts
/** Lines of output that a report keeps of a command. */
const tailLength = 20;
/** Bytes of standard output that are kept of a command that answers with it. */
const answerLimit = 16777216;
/** Time between asking a command to end and ending it, in milliseconds. */
const grace = 5e3;
/** Names of variables that a child needs to find its programs, its home and its language. */
const kept = /^(PATH|Path|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|RUNNER_TEMP|LANG|LANGUAGE|LC_[A-Z]+|TZ|SystemRoot|SYSTEMROOT|ComSpec|COMSPEC|PATHEXT|WINDIR|windir|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles|ProgramData|SystemDrive)$/;
/** The part of an environment that is nobody's secret. */
const scrubbed = (env) => Object.fromEntries(Object.entries(env).filter((pair) => kept.test(pair[0]) && pair[1] !== void 0));
function nodeCommands(clock, signal, env) {
	return {
		look: async ([program, ...rest], { cwd, env: more = {}, timeout }) => {
			const overtime = new AbortController();
			const late = clock.sleep(timeout, overtime.signal).then(() => {
				throw new UserError("COMMAND_DEADLINE", `${program} ${rest[0] ?? ""} did not end within ${timeout / 1e3} s`, { hint: "Look whether its server answers, and run the job again." });
			}, async () => new Promise(() => void 0));
			try {
				const running = getExecOutput(program, rest, {
					cwd,
					env: {
						...env,
						...more
					},
					silent: true,
					ignoreReturnCode: true
				});
				const { exitCode, stdout, stderr } = await Promise.race([running, late]);
				return {
					code: exitCode,
					stdout,
					stderr
				};
			} finally {
				overtime.abort();
			}
		},
		check: async (spec) => run$1(spec, signal),
		run: async (spec) => run$1(spec, signal)
	};
}
/** Runs a command in a group of its own, so that what it started ends with it. */
async function run$1(spec, signal) {
	const [program, ...rest] = spec.argv;
	const tail = [];
	if (signal.aborted) return {
		ended: "cancelled",
		tail
	};
	const child = spawn(program, rest, {
		cwd: spec.cwd,
		env: { ...spec.env },
		stdio: [
			spec.stdin === void 0 ? "ignore" : "pipe",
			"pipe",
			"pipe"
		],
		detached: process.platform !== "win32"
	});
	const onLine = (line) => {
		tail.push(line);
		if (tail.length > tailLength) tail.shift();
		spec.onLine?.(line);
	};
	const output = spec.answers === true ? collect(child.stdout) : void 0;
	for (const stream of [output === void 0 ? child.stdout : void 0, child.stderr]) if (stream) createInterface({ input: stream }).on("line", onLine);
	child.stdin?.on("error", () => void 0).end(spec.stdin);
	let ended;
	const end = (why) => {
		ended ??= why;
		kill(child.pid, "SIGTERM");
		setTimeout(() => kill(child.pid, "SIGKILL"), grace).unref();
	};
	const timer = setTimeout(() => end("timeout"), spec.timeout);
	const cancelled = () => end("cancelled");
	signal.addEventListener("abort", cancelled);
	try {
		const { code, killedBy } = await new Promise((resolve, reject) => {
			child.on("error", (cause) => reject(new UserError("COMMAND_START", `${program} could not be started: ${cause.message}`, {
				hint: "Install it in an earlier step, or write its full path.",
				cause
			})));
			child.on("close", (exit, by) => resolve({
				code: exit,
				killedBy: by
			}));
		});
		if (ended !== void 0) return {
			ended,
			tail
		};
		if (killedBy !== null) return {
			ended: "signal",
			signal: killedBy,
			tail
		};
		const stdout = output?.();
		return {
			ended: "exit",
			code: code ?? 1,
			tail,
			...stdout === void 0 ? {} : { stdout }
		};
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", cancelled);
	}
}
/** Collects a stream; answers its text so far, or `undefined` where it is over the limit. */
function collect(stream) {
	const chunks = [];
	let size = 0;
	stream?.on("data", (chunk) => {
		size += chunk.length;
		if (size <= answerLimit) chunks.push(chunk);
	});
	return () => size > answerLimit ? void 0 : Buffer.concat(chunks).toString("utf8");
}
function kill(pid, signal) {
	if (pid === void 0) return;
	try {
		process.kill(process.platform === "win32" ? pid : -pid, signal);
	} catch {}
}

// src/host/chunks.ts
/** Bytes that are read from disk at once. */
const readSize = 262144;
/** Buffers that no file is being read into: as many as there ever were at once. */
const idle = [];
/**
* The bytes of a file, in two buffers that take turns: one is filled while the other is used, so a chunk holds until the next one
* is asked for. The buffers that a read stream makes anew for each chunk pile up faster than they are collected.
*/
async function* chunksOf(path) {
	const file = await open(path);
	const fill = async (buffer) => {
		const { bytesRead } = await file.read(buffer, 0, readSize, null);
		return buffer.subarray(0, bytesRead);
	};
	const take = () => idle.pop() ?? Buffer.allocUnsafeSlow(readSize);
	let [used, spare] = [take(), take()];
	let filling = fill(spare);
	let whole = false;
	try {
		for (;;) {
			const chunk = await filling;
			whole = chunk.byteLength === 0;
			if (whole) return;
			[used, spare] = [spare, used];
			filling = fill(spare);
			filling.catch(() => void 0);
			yield chunk;
		}
	} finally {
		await Promise.allSettled([filling]);
		await file.close();
		if (whole) idle.push(used, spare);
	}
}

// src/host/files.ts
/** Files on disk; relative paths are below `root`, temporary folders below `temporary`. */
function nodeFiles(root, temporary) {
	const at = (path) => resolve(root, path);
	return {
		bytes: async (path) => readFile(at(path)),
		text: async (path) => (await readFile(at(path), "utf8")).replace(/^\uFEFF/, ""),
		stat: async (path) => {
			try {
				const found = await stat(at(path));
				return {
					kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other",
					size: found.size
				};
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw error;
			}
		},
		list: async (path) => {
			try {
				return (await readdir(at(path), { withFileTypes: true })).map((entry) => ({
					name: entry.name,
					kind: entry.isSymbolicLink() ? "link" : entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other"
				})).sort((a, b) => a.name < b.name ? -1 : 1);
			} catch (error) {
				if (isMissing(error)) return [];
				throw error;
			}
		},
		open: (path) => createReadStream(at(path), { highWaterMark: 262144 }),
		chunks: (path) => chunksOf(at(path)),
		real: async (path) => realpath(at(path)),
		write: async (path, content) => {
			const target = at(path);
			await mkdir(dirname(target), { recursive: true });
			const draft = `${target}.${String(process.pid)}.part`;
			await writeFile(draft, content);
			await rename(draft, target);
		},
		create: async (path, mode) => {
			const target = at(path);
			await mkdir(dirname(target), { recursive: true });
			await (await open(target, "w", mode)).close();
			if (mode !== void 0) await chmod(target, mode);
			return createWriteStream(target);
		},
		append: (path) => createWriteStream(at(path), { flags: "a" }),
		rename: async (from, to) => {
			await mkdir(dirname(at(to)), { recursive: true });
			await rename(at(from), at(to));
		},
		remove: async (path) => rm(at(path), {
			recursive: true,
			force: true
		}),
		temporary: async (prefix) => {
			await mkdir(temporary, { recursive: true });
			return mkdtemp(join(temporary, `slipway-${prefix}-`));
		}
	};
}
const isMissing = (error) => typeof error === "object" && error !== null && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

// src/host/github.ts
/**
* Answers that octokit's retry plugin does not repeat: those that a second question would not change, and those of a server that
* asks for patience, which the plugin does not heed. The rest is its part: broken connections and plain failures of the server.
*/
const doNotRetry = [
	400,
	401,
	403,
	404,
	408,
	409,
	410,
	415,
	422,
	425,
	429,
	451,
	503
];
/** A server that asks for more patience than this, in milliseconds, has said no. */
const longestWait = 9e5;
/** GitHub's REST API: reads are repeated, by octokit's plugin where the server is broken and by us where it asks to wait; writes never. */
function nodeGitHub({ repository, server, api, token, http, clock, signal, deadline = 12e4, retryBase = 500 }) {
	const [owner, repo] = repository.split("/");
	const inTime = async (url, init) => {
		const late = AbortSignal.timeout(deadline);
		return proxyFetch()(url, {
			...init,
			signal: init?.signal ? AbortSignal.any([init.signal, late]) : late
		});
	};
	const cancelled = new Promise((_, reject) => {
		const callOff = () => reject(asError$1(signal.reason));
		if (signal.aborted) callOff();
		else signal.addEventListener("abort", callOff, { once: true });
	});
	cancelled.catch(() => void 0);
	const options = () => {
		if (token === "") throw new UserError("NO_TOKEN", "there is no GitHub token", { hint: "Write \"token: ${{ github.token }}\", or leave the input \"token\" out." });
		return getOctokitOptions(token, {
			baseUrl: api,
			userAgent: "slipway",
			log: quiet,
			request: { fetch: inTime }
		});
	};
	const writing = memo(() => new GitHub(options()));
	const patience = {
		retries: 4,
		retryAfterBaseValue: retryBase * (.5 + clock.random()),
		doNotRetry
	};
	const reading = memo(() => new (GitHub.plugin(retry))({
		...options(),
		retry: patience
	}));
	const send = async (octokit, route, parameters, request = {}) => {
		if (owner === void 0 || repo === void 0) throw new UserError("NO_REPOSITORY", "the runner names no repository", { hint: "Set GITHUB_REPOSITORY to owner/name." });
		const answer = await octokit().request(route, {
			owner,
			repo,
			headers: { "x-github-api-version": "2022-11-28" },
			...parameters,
			request
		});
		if (isBrokenOff(answer)) throw brokenOff(route);
		return answer;
	};
	const ask = async (route, parameters, redirect = {}) => {
		const outcome = await retryRead(clock, signal, readPolicy, async () => {
			try {
				signal.throwIfAborted();
				return {
					done: true,
					value: { answer: await Promise.race([send(reading, route, parameters, redirect), cancelled]) }
				};
			} catch (error) {
				signal.throwIfAborted();
				const pause = pauseAfter(error, clock.now());
				return pause === "none" ? {
					done: true,
					value: { error }
				} : {
					done: false,
					value: { error },
					wait: pause
				};
			}
		});
		if ("error" in outcome) throw outcome.error;
		return outcome.answer;
	};
	return {
		repository,
		server,
		read: async (route, parameters) => ask(route, parameters),
		redirect: async (route, parameters) => {
			const answer = await ask(route, parameters, { redirect: "manual" });
			const { location } = answer.headers;
			if (typeof location !== "string") throw new Error(`${route} answered ${answer.status} without a location`);
			return location;
		},
		write: async (route, parameters) => send(writing, route, parameters),
		upload: async (url, { path, size, type, onProgress }) => {
			const answer = await http.write({
				method: "POST",
				url,
				headers: {
					authorization: `token ${token}`,
					accept: "application/vnd.github+json",
					"content-type": type,
					"x-github-api-version": "2022-11-28"
				},
				body: {
					kind: "file",
					path,
					size,
					...onProgress === void 0 ? {} : { onProgress }
				}
			});
			return {
				status: answer.status,
				headers: answer.headers,
				body: await answer.text()
			};
		}
	};
}
/** The fetch of the toolkit: through the proxy that the environment names. */
function proxyFetch() {
	const found = defaults.request?.fetch;
	return isFetch(found) ? found : fetch;
}
const isFetch = (value) => typeof value === "function";
const asError$1 = (reason) => reason instanceof Error ? reason : /* @__PURE__ */ new Error("cancelled");
/**
* Octokit takes JSON that ends in the middle for a text, and for a success: nothing would look like an empty listing. An answer
* that leads elsewhere has no content, whatever type it says.
*/
const isBrokenOff = ({ status, data, headers }) => status < 300 && status !== 204 && typeof data === "string" && String(headers["content-type"]).includes("json");
const brokenOff = (route) => Object.assign(/* @__PURE__ */ new Error(`the answer to ${route} broke off`), { code: "ECONNRESET" });
/** Milliseconds to wait before a failed question is asked again, where the server says; `none`: its answer would be the same. */
function pauseAfter(error, now) {
	const of = (value, name) => typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
	const status = of(error, "status");
	if (typeof status !== "number") return of(error, "code") === "ECONNRESET" ? void 0 : "none";
	const headers = of(of(error, "response"), "headers");
	const text = (name) => {
		const value = of(headers, name);
		return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
	};
	const asked = retryAfter(text("retry-after"), now);
	const reset = Number(text("x-ratelimit-reset"));
	const exhausted = text("x-ratelimit-remaining") === "0" && reset > 0;
	const limited = status === 403 && (exhausted || asked !== void 0 || /rate limit|abuse/i.test(String(of(error, "message"))));
	if ((!isPassingStatus(status) || !doNotRetry.includes(status)) && !limited) return "none";
	const wait = asked ?? (exhausted ? Math.max(0, reset * 1e3 - now) : limited ? 6e4 : void 0);
	return wait !== void 0 && wait > longestWait ? "none" : wait;
}
const quiet = {
	debug: () => void 0,
	info: () => void 0,
	warn: () => void 0,
	error: () => void 0
};
function memo(make) {
	let made;
	return () => (made ??= { value: make() }).value;
}

// src/host/http.ts
/** The runner ends a cancelled step after ten seconds; the report needs some of them. */
const deadlines = {
	connect: 3e4,
	idle: 6e4,
	answer: 12e4,
	total: 3e5,
	slowest: 65536,
	grace: 5e3
};
/** A connection that took too long. `code` is `HTTP_DEADLINE`. */
var DeadlineError = class extends Error {
	code = "HTTP_DEADLINE";
};
/**
* HTTP over kept-alive connections, through the proxy that the environment names. Reads are repeated when a connection breaks
* or the server asks for patience; a write is sent once. A body is streamed from disk and opened anew for every request.
*/
function nodeHttp({ clock, signal, limits = deadlines }) {
	const client = () => new HttpClient("slipway", void 0, {
		keepAlive: true,
		maxSockets: 32
	});
	const clients = {
		"http:": client(),
		"https:": client()
	};
	const agentFor = (url) => {
		const { protocol } = new URL(url);
		const found = clients[protocol];
		if (found === void 0) throw new Error(`${protocol} is no protocol for a request`);
		return found.getAgent(url);
	};
	const late = new AbortController();
	signal.addEventListener("abort", () => setTimeout(() => late.abort(signal.reason), limits.grace).unref(), { once: true });
	return {
		read: async (request) => {
			let passed;
			return retryRead(clock, signal, readPolicy, async () => {
				passed?.stream().on("error", () => void 0).resume();
				const response = await exchange({
					method: "GET",
					...request
				}, agentFor(request.url), signal, limits);
				if (!isPassingStatus(response.status)) return {
					done: true,
					value: response
				};
				passed = response;
				return {
					done: false,
					value: response,
					wait: retryAfter(response.headers["retry-after"], clock.now())
				};
			});
		},
		write: async (request) => exchange(request, agentFor(request.url), late.signal, limits)
	};
}
async function exchange(request$2, agent, signal, limits) {
	const { protocol, host } = new URL(request$2.url);
	const body = "body" in request$2 ? request$2.body : void 0;
	const size = sizeOf(body);
	const send = protocol === "https:" ? request$1 : request;
	const length = isRead(request$2.method) ? {} : { "content-length": size };
	const headers = {
		"user-agent": "slipway",
		...request$2.headers,
		...length
	};
	const outgoing = send(request$2.url, {
		method: request$2.method,
		agent,
		signal,
		headers
	});
	const timers = [];
	const late = (what, ms) => {
		outgoing.destroy(new DeadlineError(`${request$2.method} ${host}: ${what} within ${Math.round(ms / 1e3)} s`));
	};
	const deadline = (what, ms) => {
		const timer = setTimeout(() => late(what, ms), ms);
		timers.push(timer);
		return timer;
	};
	deadline("not done", limits.total + size / limits.slowest * 1e3);
	const connecting = deadline("no connection", limits.connect);
	outgoing.on("socket", (socket) => {
		if (!socket.connecting) clearTimeout(connecting);
		else socket.once(protocol === "https:" ? "secureConnect" : "connect", () => clearTimeout(connecting));
	});
	outgoing.setTimeout(limits.idle, () => late("no byte went either way", limits.idle));
	let over = false;
	outgoing.on("finish", () => {
		if (over) return;
		outgoing.setTimeout(0);
		deadline("no answer came", limits.answer);
	});
	const answered = new Promise((resolve, reject) => {
		outgoing.on("response", resolve);
		outgoing.on("error", reject);
		outgoing.on("close", () => reject(closedEarly()));
	});
	if (body === void 0) outgoing.end();
	else transmit(body, outgoing).catch((error) => outgoing.destroy(asError(error)));
	try {
		const incoming = await answered;
		incoming.setTimeout(limits.idle, () => incoming.destroy(new DeadlineError(`${host} stopped in the middle of its answer`)));
		return responseOf(incoming);
	} finally {
		over = true;
		timers.forEach(clearTimeout);
	}
}
const isRead = (method) => method === "GET" || method === "HEAD";
const asError = (error) => error instanceof Error ? error : new Error(String(error), { cause: error });
const closedEarly = () => Object.assign(/* @__PURE__ */ new Error("the connection was closed before an answer came"), { code: "ECONNRESET" });
function sizeOf(body) {
	if (body === void 0) return 0;
	return body.kind === "file" ? body.size : body.bytes.byteLength;
}
/** Sends a body and ends the request. Each chunk is gone before the next one is asked for: its memory is used again. */
async function transmit(body, outgoing) {
	for await (const chunk of source(body)) await written(outgoing, chunk);
	outgoing.end();
}
/** Waits until a chunk has gone to the connection. A request that is destroyed before it has one tells of that by closing only. */
async function written(outgoing, chunk) {
	return new Promise((resolve, reject) => {
		const closed = () => reject(closedEarly());
		outgoing.once("close", closed);
		outgoing.write(chunk, (error) => {
			outgoing.off("close", closed);
			if (error === null || error === void 0) resolve();
			else reject(error);
		});
	});
}
/** The bytes of a body, counted: a file that changed since it was measured must not become half a body. */
async function* source(body) {
	if (body.kind === "bytes") {
		yield body.bytes;
		return;
	}
	const changed = (bytes) => /* @__PURE__ */ new Error(`${body.path} has ${bytes} bytes, and had ${body.size} when it was measured`);
	let sent = 0;
	for await (const chunk of chunksOf(body.path)) {
		sent += chunk.byteLength;
		if (sent > body.size) throw changed(`at least ${sent}`);
		yield chunk;
		body.onProgress?.(sent);
	}
	if (sent !== body.size) throw changed(String(sent));
}
function responseOf(incoming) {
	const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value ?? ""]));
	return {
		status: incoming.statusCode ?? 0,
		headers,
		stream: () => incoming,
		text: async () => {
			const chunks = [];
			for await (const chunk of incoming) chunks.push(chunk);
			return Buffer.concat(chunks).toString("utf8");
		}
	};
}

// src/host/runner-artifacts.ts
const tokenName = "ACTIONS_RUNTIME_TOKEN";
/**
* The artifact service of the runner through GitHub's own client, which is loaded on first use: it is large. It needs no
* permission, but knows the artifacts of this run only.
*/
function runnerArtifacts(env) {
	const client = async () => new (await (import("./artifact.js"))).DefaultArtifactClient();
	let working = 0;
	/** Gives the client its token, which it reads from the environment of the process, while it works. */
	const withToken = async (work) => {
		const given = env[tokenName];
		if (given === void 0 || working === 0 && tokenName in process.env) return work();
		working++;
		process.env[tokenName] = given;
		try {
			return await work();
		} finally {
			working--;
			if (working === 0) Reflect.deleteProperty(process.env, tokenName);
		}
	};
	return {
		missing: missingReason(env),
		upload: async (name, files, root) => {
			await withToken(async () => (await client()).uploadArtifact(name, [...files], root));
		},
		list: async () => {
			const { artifacts } = await withToken(async () => (await client()).listArtifacts());
			return artifacts.map(({ id, name, size, createdAt, digest }) => ({
				id,
				name,
				size,
				expired: false,
				createdAt: createdAt?.toISOString() ?? "",
				digest
			}));
		},
		download: async (id, folder, digest) => {
			const options = {
				path: folder,
				...digest === void 0 ? {} : { expectedHash: digest }
			};
			const { digestMismatch } = await withToken(async () => (await client()).downloadArtifact(id, options));
			if (digestMismatch === true) throw new Error(`artifact ${id} does not have the digest ${digest ?? ""}`);
		}
	};
}
function missingReason(env) {
	const server = hostOf(env["GITHUB_SERVER_URL"] ?? "https://github.com");
	if (env["ACTIONS_RUNTIME_TOKEN"] === void 0 || env["ACTIONS_RUNTIME_TOKEN"] === "") return "the runner gives no ACTIONS_RUNTIME_TOKEN";
	if (env["ACTIONS_RESULTS_URL"] === void 0 || env["ACTIONS_RESULTS_URL"] === "") return "the runner gives no ACTIONS_RESULTS_URL";
	if (server !== "github.com" && !server.endsWith(".ghe.com") && !server.endsWith(".localhost")) return `${server} has no artifact service of this kind`;
}
function hostOf(url) {
	try {
		return new URL(url).hostname.toLowerCase();
	} catch {
		return url;
	}
}

// src/host/seal-environment.ts
/**
* What stays besides that: what the runner says of the job, where its files for outputs are, and the way to the network. All of it is
* read while the action runs, some by clients that are not ours.
*/
const runnerOwn = /^(CI|GITHUB_(ACTIONS?|ACTOR|API_URL|EVENT_NAME|EVENT_PATH|GRAPHQL_URL|JOB|OUTPUT|REF|REF_NAME|REPOSITORY|REPOSITORY_OWNER|RUN_ATTEMPT|RUN_ID|RUN_NUMBER|SERVER_URL|SHA|STATE|STEP_SUMMARY|WORKFLOW|WORKSPACE)|RUNNER_(ARCH|DEBUG|ENVIRONMENT|NAME|OS|TEMP|TOOL_CACHE)|ACTIONS_RESULTS_URL|(https?|no|all)_proxy|(HTTPS?|NO|ALL)_PROXY)$/;
/**
* Takes everything out of an environment that no child process would get and that the action itself does not need there, secrets above
* all. Code of the user that runs in this process then finds none but its own, which it is given another way.
*/
function sealEnvironment(env) {
	const kept = scrubbed(env);
	for (const name of Object.keys(env)) if (!(name in kept) && !runnerOwn.test(name)) Reflect.deleteProperty(env, name);
}

// node_modules/pend/index.js
var require_pend = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = Pend;
	function Pend() {
		this.pending = 0;
		this.max = 1e400;
		this.listeners = [];
		this.waiting = [];
		this.error = null;
	}
	Pend.prototype.go = function(fn) {
		if (this.pending < this.max) pendGo(this, fn);
		else this.waiting.push(fn);
	};
	Pend.prototype.wait = function(cb) {
		if (this.pending === 0) cb(this.error);
		else this.listeners.push(cb);
	};
	Pend.prototype.hold = function() {
		return pendHold(this);
	};
	function pendHold(self) {
		self.pending += 1;
		var called = false;
		return onCb;
		function onCb(err) {
			if (called) throw new Error("callback called twice");
			called = true;
			self.error = self.error || err;
			self.pending -= 1;
			if (self.waiting.length > 0 && self.pending < self.max) pendGo(self, self.waiting.shift());
			else if (self.pending === 0) {
				var listeners = self.listeners;
				self.listeners = [];
				listeners.forEach(cbListener);
			}
		}
		function cbListener(listener) {
			listener(self.error);
		}
	}
	function pendGo(self, fn) {
		fn(pendHold(self));
	}
}));

// node_modules/yauzl/fd-slicer.js
var require_fd_slicer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var fs = __require("fs");
	var util = __require("util");
	var stream = __require("stream");
	var Readable = stream.Readable;
	var PassThrough = stream.PassThrough;
	var Pend = require_pend();
	var EventEmitter = __require("events").EventEmitter;
	exports.BufferSlicer = BufferSlicer;
	exports.FdSlicer = FdSlicer;
	util.inherits(FdSlicer, EventEmitter);
	function FdSlicer(fd) {
		EventEmitter.call(this);
		this.fd = fd;
		this.pend = new Pend();
		this.pend.max = 1;
		this.refCount = 0;
	}
	FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
		var self = this;
		self.pend.go(function(cb) {
			fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer) {
				cb();
				callback(err, bytesRead, buffer);
			});
		});
	};
	FdSlicer.prototype.createReadStream = function(options) {
		return new ReadStream(this, options);
	};
	FdSlicer.prototype.ref = function() {
		this.refCount += 1;
	};
	FdSlicer.prototype.unref = function() {
		var self = this;
		self.refCount -= 1;
		if (self.refCount < 0) throw new Error("invalid unref");
		if (self.refCount > 0) return;
		fs.close(self.fd, onCloseDone);
		function onCloseDone(err) {
			if (err) self.emit("error", err);
			else self.emit("close");
		}
	};
	util.inherits(ReadStream, Readable);
	function ReadStream(context, options) {
		options = options || {};
		Readable.call(this, options);
		this.context = context;
		this.context.ref();
		this.start = options.start || 0;
		this.endOffset = options.end;
		this.pos = this.start;
	}
	ReadStream.prototype._read = function(n) {
		var self = this;
		var toRead = Math.min(self._readableState.highWaterMark, n);
		if (self.endOffset != null) toRead = Math.min(toRead, self.endOffset - self.pos);
		if (toRead <= 0) {
			self.push(null);
			this._cleanup();
			return;
		}
		self.context.pend.go(function(cb) {
			var buffer = Buffer.allocUnsafe(toRead);
			fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
				if (err) self.destroy(err);
				else if (bytesRead === 0) {
					self.push(null);
					self._cleanup();
				} else {
					self.pos += bytesRead;
					self.push(buffer.slice(0, bytesRead));
				}
				cb();
			});
		});
	};
	ReadStream.prototype._destroy = function(err, cb) {
		this._cleanup();
		cb(err);
	};
	ReadStream.prototype._cleanup = function() {
		if (this.context != null) {
			this.context.unref();
			this.context = null;
		}
	};
	util.inherits(BufferSlicer, EventEmitter);
	function BufferSlicer(buffer) {
		EventEmitter.call(this);
		this.refCount = 0;
		this.buffer = buffer;
	}
	BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
		if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
		if (position < 0) throw new RangeError("position is negative: " + position);
		if (offset + length > buffer.length) length = buffer.length - offset;
		if (position + length > this.buffer.length) length = this.buffer.length - position;
		if (length <= 0) {
			setImmediate(function() {
				callback(null, 0);
			});
			return;
		}
		this.buffer.copy(buffer, offset, position, position + length);
		setImmediate(function() {
			callback(null, length);
		});
	};
	BufferSlicer.prototype.createReadStream = function(options) {
		options = options || {};
		var readStream = new PassThrough(options);
		readStream.start = options.start || 0;
		readStream.endOffset = options.end;
		readStream.pos = readStream.endOffset || this.buffer.length;
		var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
		var maxChunkSize = 65536;
		var offset = 0;
		while (true) {
			var nextOffset = offset + maxChunkSize;
			if (nextOffset >= entireSlice.length) {
				if (offset < entireSlice.length) readStream.write(entireSlice.slice(offset, entireSlice.length));
				break;
			}
			readStream.write(entireSlice.slice(offset, nextOffset));
			offset = nextOffset;
		}
		readStream.end();
		return readStream;
	};
	BufferSlicer.prototype.ref = function() {
		this.refCount += 1;
	};
	BufferSlicer.prototype.unref = function() {
		this.refCount -= 1;
		if (this.refCount < 0) throw new Error("invalid unref");
	};
}));

// node_modules/yauzl/crc32.js
var require_crc32 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const CRC_TABLE = new Int32Array([
		0,
		1996959894,
		3993919788,
		2567524794,
		124634137,
		1886057615,
		3915621685,
		2657392035,
		249268274,
		2044508324,
		3772115230,
		2547177864,
		162941995,
		2125561021,
		3887607047,
		2428444049,
		498536548,
		1789927666,
		4089016648,
		2227061214,
		450548861,
		1843258603,
		4107580753,
		2211677639,
		325883990,
		1684777152,
		4251122042,
		2321926636,
		335633487,
		1661365465,
		4195302755,
		2366115317,
		997073096,
		1281953886,
		3579855332,
		2724688242,
		1006888145,
		1258607687,
		3524101629,
		2768942443,
		901097722,
		1119000684,
		3686517206,
		2898065728,
		853044451,
		1172266101,
		3705015759,
		2882616665,
		651767980,
		1373503546,
		3369554304,
		3218104598,
		565507253,
		1454621731,
		3485111705,
		3099436303,
		671266974,
		1594198024,
		3322730930,
		2970347812,
		795835527,
		1483230225,
		3244367275,
		3060149565,
		1994146192,
		31158534,
		2563907772,
		4023717930,
		1907459465,
		112637215,
		2680153253,
		3904427059,
		2013776290,
		251722036,
		2517215374,
		3775830040,
		2137656763,
		141376813,
		2439277719,
		3865271297,
		1802195444,
		476864866,
		2238001368,
		4066508878,
		1812370925,
		453092731,
		2181625025,
		4111451223,
		1706088902,
		314042704,
		2344532202,
		4240017532,
		1658658271,
		366619977,
		2362670323,
		4224994405,
		1303535960,
		984961486,
		2747007092,
		3569037538,
		1256170817,
		1037604311,
		2765210733,
		3554079995,
		1131014506,
		879679996,
		2909243462,
		3663771856,
		1141124467,
		855842277,
		2852801631,
		3708648649,
		1342533948,
		654459306,
		3188396048,
		3373015174,
		1466479909,
		544179635,
		3110523913,
		3462522015,
		1591671054,
		702138776,
		2966460450,
		3352799412,
		1504918807,
		783551873,
		3082640443,
		3233442989,
		3988292384,
		2596254646,
		62317068,
		1957810842,
		3939845945,
		2647816111,
		81470997,
		1943803523,
		3814918930,
		2489596804,
		225274430,
		2053790376,
		3826175755,
		2466906013,
		167816743,
		2097651377,
		4027552580,
		2265490386,
		503444072,
		1762050814,
		4150417245,
		2154129355,
		426522225,
		1852507879,
		4275313526,
		2312317920,
		282753626,
		1742555852,
		4189708143,
		2394877945,
		397917763,
		1622183637,
		3604390888,
		2714866558,
		953729732,
		1340076626,
		3518719985,
		2797360999,
		1068828381,
		1219638859,
		3624741850,
		2936675148,
		906185462,
		1090812512,
		3747672003,
		2825379669,
		829329135,
		1181335161,
		3412177804,
		3160834842,
		628085408,
		1382605366,
		3423369109,
		3138078467,
		570562233,
		1426400815,
		3317316542,
		2998733608,
		733239954,
		1555261956,
		3268935591,
		3050360625,
		752459403,
		1541320221,
		2607071920,
		3965973030,
		1969922972,
		40735498,
		2617837225,
		3943577151,
		1913087877,
		83908371,
		2512341634,
		3803740692,
		2075208622,
		213261112,
		2463272603,
		3855990285,
		2094854071,
		198958881,
		2262029012,
		4057260610,
		1759359992,
		534414190,
		2176718541,
		4139329115,
		1873836001,
		414664567,
		2282248934,
		4279200368,
		1711684554,
		285281116,
		2405801727,
		4167216745,
		1634467795,
		376229701,
		2685067896,
		3608007406,
		1308918612,
		956543938,
		2808555105,
		3495958263,
		1231636301,
		1047427035,
		2932959818,
		3654703836,
		1088359270,
		936918e3,
		2847714899,
		3736837829,
		1202900863,
		817233897,
		3183342108,
		3401237130,
		1404277552,
		615818150,
		3134207493,
		3453421203,
		1423857449,
		601450431,
		3009837614,
		3294710456,
		1567103746,
		711928724,
		3020668471,
		3272380065,
		1510334235,
		755167117
	]);
	function crc32(buf) {
		let crc = -1;
		for (let x of buf) crc = CRC_TABLE[(crc ^ x) & 255] ^ crc >>> 8;
		return (crc ^ -1) >>> 0;
	}
	module.exports = crc32;
}));

// node_modules/yauzl/index.js
var require_yauzl = /* @__PURE__ */ __commonJSMin(((exports) => {
	var fs = __require("fs");
	var zlib = __require("zlib");
	var fd_slicer = require_fd_slicer();
	var util = __require("util");
	var EventEmitter = __require("events").EventEmitter;
	var Transform = __require("stream").Transform;
	var PassThrough = __require("stream").PassThrough;
	var Writable = __require("stream").Writable;
	const crc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : require_crc32();
	exports.openPromise = openPromise;
	exports.getFileNameLowLevel = getFileNameLowLevel;
	function openPromise(path, options) {
		return new Promise((resolve, reject) => {
			open(path, {
				...options,
				lazyEntries: true
			}, function(err, zipfile) {
				if (err) return reject(err);
				resolve(zipfile);
			});
		});
	}
	function open(path, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = true;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		fs.open(path, "r", function(err, fd) {
			if (err) return callback(err);
			fromFd(fd, options, function(err, zipfile) {
				if (err) fs.close(fd, defaultCallback);
				callback(err, zipfile);
			});
		});
	}
	function fromFd(fd, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = false;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		fs.fstat(fd, function(err, stats) {
			if (err) return callback(err);
			fromRandomAccessReader(new fd_slicer.FdSlicer(fd), stats.size, options, callback);
		});
	}
	function fromRandomAccessReader(reader, totalSize, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = true;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		var decodeStrings = !!options.decodeStrings;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
		if (totalSize > Number.MAX_SAFE_INTEGER) throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
		reader.ref();
		var eocdrWithoutCommentSize = 22;
		var zip64EocdlSize = 20;
		var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + 65535, totalSize);
		var buffer = newBuffer(bufferSize);
		readAndAssertNoEof(reader, buffer, 0, bufferSize, totalSize - buffer.length, function(err) {
			if (err) return callback(err);
			for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
				if (buffer.readUInt32LE(i) !== 101010256) continue;
				var eocdrBuffer = buffer.subarray(i);
				var diskNumber = eocdrBuffer.readUInt16LE(4);
				var entryCount = eocdrBuffer.readUInt16LE(10);
				var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
				var commentLength = eocdrBuffer.readUInt16LE(20);
				var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
				if (commentLength !== expectedCommentLength) return callback(/* @__PURE__ */ new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
				var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false) : eocdrBuffer.subarray(22);
				if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 117853008) {
					var zip64EocdrOffset = readUInt64LE(buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize), 8);
					var zip64EocdrBuffer = newBuffer(56);
					return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err) {
						if (err) return callback(err);
						if (zip64EocdrBuffer.readUInt32LE(0) !== 101075792) return callback(/* @__PURE__ */ new Error("invalid zip64 end of central directory record signature"));
						diskNumber = zip64EocdrBuffer.readUInt32LE(16);
						if (diskNumber !== 0) return callback(/* @__PURE__ */ new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
						entryCount = readUInt64LE(zip64EocdrBuffer, 32);
						centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
						return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
					});
				}
				if (diskNumber !== 0) return callback(/* @__PURE__ */ new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
				return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
			}
			callback(/* @__PURE__ */ new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
		});
	}
	util.inherits(ZipFile, EventEmitter);
	function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
		var self = this;
		EventEmitter.call(self);
		self.reader = reader;
		self.reader.on("error", function(err) {
			emitError(self, err);
		});
		self.reader.once("close", function() {
			self.emit("close");
		});
		self.readEntryCursor = centralDirectoryOffset;
		self.fileSize = fileSize;
		self.entryCount = entryCount;
		self.comment = comment;
		self.entriesRead = 0;
		self.autoClose = !!autoClose;
		self.lazyEntries = !!lazyEntries;
		self.decodeStrings = !!decodeStrings;
		self.validateEntrySizes = !!validateEntrySizes;
		self.strictFileNames = !!strictFileNames;
		self.isOpen = true;
		self.emittedError = false;
		self.hasEachEntryBeenCalled = false;
		if (!self.lazyEntries) self._readEntry();
	}
	ZipFile.prototype.close = function() {
		if (!this.isOpen) return;
		this.isOpen = false;
		this.reader.unref();
	};
	function emitErrorAndAutoClose(self, err) {
		if (self.autoClose) self.close();
		emitError(self, err);
	}
	function emitError(self, err) {
		if (self.emittedError) return;
		self.emittedError = true;
		self.emit("error", err);
	}
	ZipFile.prototype.readEntry = function() {
		if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
		this._readEntry();
	};
	ZipFile.prototype._readEntry = function() {
		var self = this;
		if (self.entryCount === self.entriesRead) {
			setImmediate(function() {
				if (self.autoClose) self.close();
				if (self.emittedError) return;
				self.emit("end");
			});
			return;
		}
		if (self.emittedError) return;
		var buffer = newBuffer(46);
		readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
			if (err) return emitErrorAndAutoClose(self, err);
			if (self.emittedError) return;
			var entry = new Entry();
			var signature = buffer.readUInt32LE(0);
			if (signature !== 33639248) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
			entry.versionMadeBy = buffer.readUInt16LE(4);
			entry.versionNeededToExtract = buffer.readUInt16LE(6);
			entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
			entry.compressionMethod = buffer.readUInt16LE(10);
			entry.lastModFileTime = buffer.readUInt16LE(12);
			entry.lastModFileDate = buffer.readUInt16LE(14);
			entry.crc32 = buffer.readUInt32LE(16);
			entry.compressedSize = buffer.readUInt32LE(20);
			entry.uncompressedSize = buffer.readUInt32LE(24);
			entry.fileNameLength = buffer.readUInt16LE(28);
			entry.extraFieldLength = buffer.readUInt16LE(30);
			entry.fileCommentLength = buffer.readUInt16LE(32);
			entry.internalFileAttributes = buffer.readUInt16LE(36);
			entry.externalFileAttributes = buffer.readUInt32LE(38);
			entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);
			if (entry.generalPurposeBitFlag & 64) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("strong encryption is not supported"));
			self.readEntryCursor += 46;
			buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
			readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
				if (err) return emitErrorAndAutoClose(self, err);
				if (self.emittedError) return;
				entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
				var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
				entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
				entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);
				try {
					entry.extraFields = parseExtraFields(entry.extraFieldRaw);
				} catch (err) {
					return emitErrorAndAutoClose(self, err);
				}
				if (self.decodeStrings) {
					var isUtf8 = (entry.generalPurposeBitFlag & 2048) !== 0;
					entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
					entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
					var errorMessage = validateFileName(entry.fileName);
					if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
				} else {
					entry.fileComment = entry.fileCommentRaw;
					entry.fileName = entry.fileNameRaw;
				}
				entry.comment = entry.fileComment;
				self.readEntryCursor += buffer.length;
				self.entriesRead += 1;
				for (var i = 0; i < entry.extraFields.length; i++) {
					var extraField = entry.extraFields[i];
					if (extraField.id !== 1) continue;
					var zip64EiefBuffer = extraField.data;
					var index = 0;
					if (entry.uncompressedSize === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include uncompressed size"));
						entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					if (entry.compressedSize === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include compressed size"));
						entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					if (entry.relativeOffsetOfLocalHeader === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include relative header offset"));
						entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					break;
				}
				if (self.validateEntrySizes && entry.compressionMethod === 0) {
					var expectedCompressedSize = entry.uncompressedSize;
					if (entry.isEncrypted()) expectedCompressedSize += 12;
					if (entry.compressedSize !== expectedCompressedSize) {
						var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
						return emitErrorAndAutoClose(self, new Error(msg));
					}
				}
				self.emit("entry", entry);
				if (!self.lazyEntries) self._readEntry();
			});
		});
	};
	ZipFile.prototype.eachEntry = function() {
		const self = this;
		if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
		if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
		self.hasEachEntryBeenCalled = true;
		let pendingResolveReject = null;
		self.on("entry", onEntry);
		self.on("end", onEnd);
		self.on("error", onError);
		function cleanup() {
			self.removeListener("entry", onEntry);
			self.removeListener("end", onEnd);
			self.removeListener("error", onError);
			if (self.autoClose) self.close();
		}
		function onEntry(entry) {
			let { resolve } = pendingResolveReject;
			pendingResolveReject = null;
			resolve({ value: entry });
		}
		function onEnd() {
			let { resolve } = pendingResolveReject;
			pendingResolveReject = null;
			cleanup();
			resolve({ done: true });
		}
		function onError(err) {
			let { reject } = pendingResolveReject;
			pendingResolveReject = null;
			cleanup();
			reject(err);
		}
		return {
			[Symbol.asyncIterator]() {
				return this;
			},
			next() {
				const promise = new Promise((resolve, reject) => {
					if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
					pendingResolveReject = {
						resolve,
						reject
					};
				});
				self.readEntry();
				return promise;
			},
			return(value) {
				cleanup();
				return Promise.resolve({
					done: true,
					value
				});
			},
			throw(value) {
				cleanup();
				return Promise.reject(value);
			}
		};
	};
	ZipFile.prototype.openReadStream = function(entry, options, callback) {
		var self = this;
		var relativeStart = 0;
		var relativeEnd = entry.compressedSize;
		if (callback == null) {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		else {
			if (options.decodeFileData === false) {
				if (options.decrypt != null) throw new Error("cannot use options.decrypt when options.decodeFileData === false");
				if (options.decompress != null) throw new Error("cannot use options.decompress when options.decodeFileData === false");
			} else {
				if (options.decrypt != null) {
					if (!entry.isEncrypted()) throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
					if (options.decrypt !== false) throw new Error("invalid options.decrypt value: " + options.decrypt);
					if (entry.isCompressed()) {
						if (options.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
					}
				}
				if (options.decompress != null) {
					if (!entry.isCompressed()) throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
					if (!(options.decompress === false || options.decompress === true)) throw new Error("invalid options.decompress value: " + options.decompress);
					decompress = options.decompress;
				}
			}
			if (options.start != null) {
				relativeStart = options.start;
				if (relativeStart < 0) throw new Error("options.start < 0");
				if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
			}
			if (options.end != null) {
				relativeEnd = options.end;
				if (relativeEnd < 0) throw new Error("options.end < 0");
				if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
				if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
			}
		}
		var rawMode = options.decodeFileData === false || (entry.compressionMethod === 0 || entry.compressionMethod === 8 && options.decompress === false) && (!entry.isEncrypted() || options.decrypt === false);
		if (options.start != null || options.end != null) {
			if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
		}
		if (!self.isOpen) return callback(/* @__PURE__ */ new Error("closed"));
		if (entry.isEncrypted() && !rawMode) {
			if (options.decrypt !== false) return callback(/* @__PURE__ */ new Error("entry is encrypted, and options.decodeFileData !== false"));
		}
		var decompress;
		if (rawMode) decompress = false;
		else if (entry.compressionMethod === 8) decompress = options.decodeFileData !== true;
		else return callback(/* @__PURE__ */ new Error("unsupported compression method: " + entry.compressionMethod));
		self.readLocalFileHeader(entry, { minimal: true }, function(err, localFileHeader) {
			if (err) return callback(err);
			self.openReadStreamLowLevel(localFileHeader.fileDataStart, entry.compressedSize, relativeStart, relativeEnd, decompress, entry.uncompressedSize, callback);
		});
	};
	ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
		var self = this;
		fileDataStart + compressedSize;
		var readStream = self.reader.createReadStream({
			start: fileDataStart + relativeStart,
			end: fileDataStart + relativeEnd
		});
		var endpointStream = readStream;
		if (decompress) {
			var destroyed = false;
			var inflateFilter = zlib.createInflateRaw();
			readStream.on("error", function(err) {
				setImmediate(function() {
					if (!destroyed) inflateFilter.emit("error", err);
				});
			});
			readStream.pipe(inflateFilter);
			if (self.validateEntrySizes) {
				endpointStream = new AssertByteCountStream(uncompressedSize);
				inflateFilter.on("error", function(err) {
					setImmediate(function() {
						if (!destroyed) endpointStream.emit("error", err);
					});
				});
				inflateFilter.pipe(endpointStream);
			} else endpointStream = inflateFilter;
			installDestroyFn(endpointStream, function() {
				destroyed = true;
				if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
				readStream.unpipe(inflateFilter);
				readStream.destroy();
			});
		}
		callback(null, endpointStream);
	};
	ZipFile.prototype.readLocalFileHeader = function(entry, options, callback) {
		var self = this;
		if (callback == null) {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		self.reader.ref();
		var buffer = newBuffer(30);
		readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
			try {
				if (err) return callback(err);
				var signature = buffer.readUInt32LE(0);
				if (signature !== 67324752) return callback(/* @__PURE__ */ new Error("invalid local file header signature: 0x" + signature.toString(16)));
				var fileNameLength = buffer.readUInt16LE(26);
				var extraFieldLength = buffer.readUInt16LE(28);
				var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
				if (fileDataStart + entry.compressedSize > self.fileSize) return callback(/* @__PURE__ */ new Error("file data overflows file bounds: " + fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
				if (options.minimal) return callback(null, { fileDataStart });
				var localFileHeader = new LocalFileHeader();
				localFileHeader.fileDataStart = fileDataStart;
				localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
				localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
				localFileHeader.compressionMethod = buffer.readUInt16LE(8);
				localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
				localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
				localFileHeader.crc32 = buffer.readUInt32LE(14);
				localFileHeader.compressedSize = buffer.readUInt32LE(18);
				localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
				localFileHeader.fileNameLength = fileNameLength;
				localFileHeader.extraFieldLength = extraFieldLength;
				buffer = newBuffer(fileNameLength + extraFieldLength);
				self.reader.ref();
				readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err) {
					try {
						if (err) return callback(err);
						localFileHeader.fileName = buffer.subarray(0, fileNameLength);
						localFileHeader.extraField = buffer.subarray(fileNameLength);
						return callback(null, localFileHeader);
					} finally {
						self.reader.unref();
					}
				});
			} finally {
				self.reader.unref();
			}
		});
	};
	ZipFile.prototype.openReadStreamPromise = function(entry, options) {
		return new Promise((resolve, reject) => {
			this.openReadStream(entry, options, function(err, readStream) {
				if (err) return reject(err);
				resolve(readStream);
			});
		});
	};
	ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
		return new Promise((resolve, reject) => {
			this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
				if (err) return reject(err);
				resolve(readStream);
			});
		});
	};
	ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options) {
		return new Promise((resolve, reject) => {
			this.readLocalFileHeader(entry, options, function(err, localFileHeader) {
				if (err) return reject(err);
				resolve(localFileHeader);
			});
		});
	};
	function Entry() {}
	Entry.prototype.getLastModDate = function(options) {
		if (options == null) options = {};
		if (!options.forceDosFormat) for (var i = 0; i < this.extraFields.length; i++) {
			var extraField = this.extraFields[i];
			if (extraField.id === 21589) {
				var data = extraField.data;
				if (data.length < 5) continue;
				if (!(data[0] & 1)) continue;
				var posixTimestamp = data.readInt32LE(1);
				return /* @__PURE__ */ new Date(posixTimestamp * 1e3);
			} else if (extraField.id === 10) {
				var data = extraField.data;
				if (data.length !== 32) continue;
				if (data.readUInt16LE(4) !== 1) continue;
				if (data.readUInt16LE(6) !== 24) continue;
				var millisecondsSince1970 = (data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12)) / 1e4 - 0xa9730b66800;
				return new Date(millisecondsSince1970);
			}
		}
		return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options.timezone);
	};
	Entry.prototype.canDecodeFileData = function() {
		return !this.isEncrypted() && (this.compressionMethod === 0 || this.compressionMethod === 8);
	};
	Entry.prototype.isEncrypted = function() {
		return (this.generalPurposeBitFlag & 1) !== 0;
	};
	Entry.prototype.isCompressed = function() {
		return this.compressionMethod === 8;
	};
	function LocalFileHeader() {}
	function dosDateTimeToDate(date, time, timezone) {
		var day = date & 31;
		var month = (date >> 5 & 15) - 1;
		var year = (date >> 9 & 127) + 1980;
		var millisecond = 0;
		var second = (time & 31) * 2;
		var minute = time >> 5 & 63;
		var hour = time >> 11 & 31;
		if (timezone == null || timezone === "local") return new Date(year, month, day, hour, minute, second, millisecond);
		else if (timezone === "UTC") return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
		else throw new Error("unrecognized options.timezone: " + options.timezone);
	}
	function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
		var fileName = null;
		for (var i = 0; i < extraFields.length; i++) {
			var extraField = extraFields[i];
			if (extraField.id === 28789) {
				if (extraField.data.length < 6) continue;
				if (extraField.data.readUInt8(0) !== 1) continue;
				var oldNameCrc32 = extraField.data.readUInt32LE(1);
				if (crc32(fileNameBuffer) !== oldNameCrc32) continue;
				fileName = decodeBuffer(extraField.data.subarray(5), true);
				break;
			}
		}
		if (fileName == null) fileName = decodeBuffer(fileNameBuffer, (generalPurposeBitFlag & 2048) !== 0);
		if (!strictFileNames) fileName = fileName.replace(/\\/g, "/");
		return fileName;
	}
	function validateFileName(fileName) {
		if (fileName.indexOf("\\") !== -1) return "invalid characters in fileName: " + fileName;
		if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) return "absolute path: " + fileName;
		if (fileName.split("/").indexOf("..") !== -1) return "invalid relative path: " + fileName;
		return null;
	}
	function parseExtraFields(extraFieldBuffer) {
		var extraFields = [];
		var i = 0;
		while (i < extraFieldBuffer.length - 3) {
			var headerId = extraFieldBuffer.readUInt16LE(i + 0);
			var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
			var dataStart = i + 4;
			var dataEnd = dataStart + dataSize;
			if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
			var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
			extraFields.push({
				id: headerId,
				data: dataBuffer
			});
			i = dataEnd;
		}
		return extraFields;
	}
	function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
		if (length === 0) return setImmediate(function() {
			callback(null, newBuffer(0));
		});
		reader.read(buffer, offset, length, position, function(err, bytesRead) {
			if (err) return callback(err);
			if (bytesRead < length) return callback(/* @__PURE__ */ new Error("unexpected EOF"));
			callback();
		});
	}
	util.inherits(AssertByteCountStream, Transform);
	function AssertByteCountStream(byteCount) {
		Transform.call(this);
		this.actualByteCount = 0;
		this.expectedByteCount = byteCount;
	}
	AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
		this.actualByteCount += chunk.length;
		if (this.actualByteCount > this.expectedByteCount) {
			var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
			return cb(new Error(msg));
		}
		cb(null, chunk);
	};
	AssertByteCountStream.prototype._flush = function(cb) {
		if (this.actualByteCount < this.expectedByteCount) {
			var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
			return cb(new Error(msg));
		}
		cb();
	};
	util.inherits(RandomAccessReader, EventEmitter);
	function RandomAccessReader() {
		EventEmitter.call(this);
		this.refCount = 0;
	}
	RandomAccessReader.prototype.ref = function() {
		this.refCount += 1;
	};
	RandomAccessReader.prototype.unref = function() {
		var self = this;
		self.refCount -= 1;
		if (self.refCount > 0) return;
		if (self.refCount < 0) throw new Error("invalid unref");
		self.close(onCloseDone);
		function onCloseDone(err) {
			if (err) return self.emit("error", err);
			self.emit("close");
		}
	};
	RandomAccessReader.prototype.createReadStream = function(options) {
		if (options == null) options = {};
		var start = options.start;
		var end = options.end;
		if (start === end) {
			var emptyStream = new PassThrough();
			setImmediate(function() {
				emptyStream.end();
			});
			return emptyStream;
		}
		var stream = this._readStreamForRange(start, end);
		var destroyed = false;
		var refUnrefFilter = new RefUnrefFilter(this);
		stream.on("error", function(err) {
			setImmediate(function() {
				if (!destroyed) refUnrefFilter.emit("error", err);
			});
		});
		installDestroyFn(refUnrefFilter, function() {
			stream.unpipe(refUnrefFilter);
			refUnrefFilter.unref();
			stream.destroy();
		});
		var byteCounter = new AssertByteCountStream(end - start);
		refUnrefFilter.on("error", function(err) {
			setImmediate(function() {
				if (!destroyed) byteCounter.emit("error", err);
			});
		});
		installDestroyFn(byteCounter, function() {
			destroyed = true;
			refUnrefFilter.unpipe(byteCounter);
			refUnrefFilter.destroy();
		});
		return stream.pipe(refUnrefFilter).pipe(byteCounter);
	};
	RandomAccessReader.prototype._readStreamForRange = function(start, end) {
		throw new Error("not implemented");
	};
	RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
		var readStream = this.createReadStream({
			start: position,
			end: position + length
		});
		var writeStream = new Writable();
		var written = 0;
		writeStream._write = function(chunk, encoding, cb) {
			chunk.copy(buffer, offset + written, 0, chunk.length);
			written += chunk.length;
			cb();
		};
		writeStream.on("finish", callback);
		readStream.on("error", function(error) {
			callback(error);
		});
		readStream.pipe(writeStream);
	};
	RandomAccessReader.prototype.close = function(callback) {
		setImmediate(callback);
	};
	util.inherits(RefUnrefFilter, PassThrough);
	function RefUnrefFilter(context) {
		PassThrough.call(this);
		this.context = context;
		this.context.ref();
		this.unreffedYet = false;
	}
	RefUnrefFilter.prototype._flush = function(cb) {
		this.unref();
		cb();
	};
	RefUnrefFilter.prototype.unref = function(cb) {
		if (this.unreffedYet) return;
		this.unreffedYet = true;
		this.context.unref();
	};
	var cp437 = "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xA0";
	function decodeBuffer(buffer, isUtf8) {
		if (isUtf8) return buffer.toString("utf8");
		else {
			var result = "";
			for (var i = 0; i < buffer.length; i++) result += cp437[buffer[i]];
			return result;
		}
	}
	function readUInt64LE(buffer, offset) {
		var lower32 = buffer.readUInt32LE(offset);
		return buffer.readUInt32LE(offset + 4) * 4294967296 + lower32;
	}
	var newBuffer;
	if (typeof Buffer.allocUnsafe === "function") newBuffer = function(len) {
		return Buffer.allocUnsafe(len);
	};
	else newBuffer = function(len) {
		return new Buffer(len);
	};
	function installDestroyFn(stream, fn) {
		if (typeof stream.destroy === "function") stream._destroy = function(err, cb) {
			fn();
			if (cb != null) cb(err);
		};
		else stream.destroy = fn;
	}
	function defaultCallback(err) {
		if (err) throw err;
	}
}));

// src/host/unzip.ts
var import_yauzl = require_yauzl();
/** Far above what a build makes, far below what fills a runner's disk by surprise. */
const ZIP_LIMITS = {
	count: 2e4,
	totalSize: 20 * 1024 ** 3,
	ratio: 500
};
const STORED = 0;
const DEFLATED = 8;
/**
* Unpacks a zip into `folder`, hashing each file while it is written; folders are made, and entries for folders skipped.
* Everything that the zip says of its entries is checked first: nothing is written for one that is bad. A file that
* exists is never overwritten. When an entry turns out to be damaged, the files that were written go again.
* @returns the files, in the order of the zip.
* @throws UserError `ZIP_INVALID` for what is not a zip, cut off or damaged, `ZIP_FILE_EXISTS`, and all of `checkEntries`.
*/
async function extractZip(zipPath, folder, limits) {
	const { size } = await stat(zipPath);
	const zip = await (0, import_yauzl.openPromise)(zipPath, {
		autoClose: false,
		decodeStrings: false
	}).catch((error) => {
		throw unreadable(zipPath, error);
	});
	const written = [];
	try {
		const listed = await list(zip, zipPath, limits);
		checkEntries(listed.map(({ entry }) => entry), limits, size);
		await mkdir(folder, { recursive: true });
		for (const item of listed) if (!isFolder(item.entry)) written.push(await extract(zip, zipPath, item, folder));
		return written;
	} catch (error) {
		for (const file of written) await rm(file.path, { force: true });
		throw error;
	} finally {
		zip.close();
	}
}
async function list(zip, zipPath, limits) {
	if (zip.entryCount > limits.count) {
		const message = `${JSON.stringify(zipPath)} has ${zip.entryCount} entries, and the limit is ${limits.count}`;
		throw new UserError("ARCHIVE_LIMIT", message);
	}
	const listed = [];
	try {
		for await (const raw of zip.eachEntry()) listed.push({
			raw,
			entry: entryOf(raw)
		});
	} catch (error) {
		throw unreadable(zipPath, error);
	}
	return listed;
}
function entryOf(raw) {
	return {
		name: (0, import_yauzl.getFileNameLowLevel)(raw.generalPurposeBitFlag, raw.fileNameRaw, raw.extraFields, true),
		size: raw.uncompressedSize,
		compressedSize: raw.compressedSize,
		mode: raw.externalFileAttributes >>> 16,
		encoding: encodingOf(raw)
	};
}
function encodingOf(raw) {
	if (raw.isEncrypted()) return "encrypted";
	if (raw.compressionMethod === STORED) return "stored";
	return raw.compressionMethod === DEFLATED ? "deflated" : "unknown";
}
async function extract(zip, zipPath, { raw, entry }, folder) {
	const parts = entry.name.split("/");
	const path = join(folder, ...parts);
	await makeFolders(folder, parts.slice(0, -1));
	const file = await open(path, "wx").catch((error) => {
		throw codeOf(error) === "EEXIST" ? inTheWay(path, error) : error;
	});
	try {
		const sha256 = await copy(await zip.openReadStreamPromise(raw, { decodeFileData: false }), entry, raw.crc32, file.createWriteStream());
		return {
			name: entry.name,
			path,
			size: entry.size,
			sha256
		};
	} catch (error) {
		await rm(path, { force: true });
		throw unreadable(zipPath, error, entry.name);
	} finally {
		await file.close();
	}
}
/** Makes the folders one by one, so that none of them is a link that somebody else put there. */
async function makeFolders(folder, parts) {
	let path = folder;
	for (const part of parts) {
		path = join(path, part);
		try {
			await mkdir(path);
		} catch (error) {
			if (codeOf(error) !== "EEXIST") throw error;
			if (!(await lstat(path)).isDirectory()) throw inTheWay(path, error);
		}
	}
}
function inTheWay(path, cause) {
	return new UserError("ZIP_FILE_EXISTS", `${JSON.stringify(path)} already exists, and unpacking would change it`, {
		hint: "Unpack into an empty folder.",
		cause
	});
}
/** Unpacks one entry; answers the digest. What the zip says of size and CRC must be so. */
async function copy(source, entry, crc, output) {
	const hash = createHash("sha256");
	let size = 0;
	let sum = 0;
	const measure = async function* (chunks) {
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > entry.size) throw new Error(`it has more than the ${entry.size} bytes that the zip promises`);
			sum = crc32(chunk, sum);
			hash.update(chunk);
			yield chunk;
		}
		if (size < entry.size) throw new Error(`it has ${size} bytes where the zip promises ${entry.size}`);
		if (sum !== crc) throw new Error("its CRC-32 is not the one that the zip promises");
	};
	if (entry.encoding === "deflated") await pipeline(source, createInflateRaw(), measure, output);
	else await pipeline(source, measure, output);
	return hash.digest("hex");
}
/** A failure of the file system is passed on as it is; all else is a fault of the zip. */
function unreadable(zipPath, error, name) {
	if (error instanceof UserError || hasKey(error, "syscall")) return error;
	const what = name === void 0 ? "is not a zip, or is cut off" : `is damaged at ${JSON.stringify(name)}`;
	const why = (hasKey(error, "message") ? String(error.message) : String(error)).replace(/\.+$/, "");
	return new UserError("ZIP_INVALID", `${JSON.stringify(basename(zipPath))} ${what}: ${why}`, {
		hint: "Download or upload it again.",
		cause: error
	});
}
function codeOf(error) {
	return hasKey(error, "code") ? error.code : void 0;
}
function hasKey(value, key) {
	return typeof value === "object" && value !== null && key in value;
}

// src/host/node.ts
/** The real surroundings of the action. `signal` aborts when the run is cancelled. */
function nodeRuntime(outer, signal) {
	const env = { ...outer };
	const context = contextOf(env);
	const http = nodeHttp({
		clock: systemClock,
		signal
	});
	const inherited = Object.fromEntries(Object.entries(env).filter((pair) => pair[1] !== void 0));
	const base = {
		context,
		clock: systemClock,
		signal,
		http,
		log: actionLog(context.workspace),
		commands: nodeCommands(systemClock, signal, inherited),
		memory: { done: () => void 0 },
		link: () => void 0,
		baseEnvironment: scrubbed(env),
		artifacts: runnerArtifacts(env),
		importModule: async (path) => {
			sealEnvironment(outer);
			return import(pathToFileURL(path).href);
		},
		unzip: async (zip, folder) => extractZip(zip, folder, ZIP_LIMITS),
		input: (name) => env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "",
		setOutput: (name, value) => setOutput(name, value),
		writeSummary: async (markdown) => {
			if (env["GITHUB_STEP_SUMMARY"] === void 0 || env["GITHUB_STEP_SUMMARY"] === "") info(markdown);
			else await summary.addRaw(markdown, true).write();
		},
		annotate: (level, { message, where, hint }) => {
			const text = hint === void 0 ? message : `${message}. ${hint}`;
			core_exports[level](text, where === void 0 ? {} : annotationAt(where, context.workspace));
		}
	};
	const rooted = (root, token) => {
		const folder = resolve(context.workspace, root);
		const files = nodeFiles(folder, context.temporary);
		const github = nodeGitHub({
			repository: context.repository,
			server: env["GITHUB_SERVER_URL"] ?? "https://github.com",
			api: env["GITHUB_API_URL"] ?? "https://api.github.com",
			token,
			http,
			clock: systemClock,
			signal
		});
		const withSecrets = (names) => ({
			...base,
			files,
			github,
			secret: (name) => secretFrom(env, names, name)
		});
		return {
			...base,
			files,
			github,
			secret: (name) => secretFrom(env, [], name),
			withSecrets,
			at: rooted
		};
	};
	return rooted(".", "");
}
function secretFrom(env, allowed, name) {
	if (!allowed.includes(name)) throw new Error(`$${name} is not a secret of this destination`);
	const value = env[name];
	if (value === void 0 || value === "") throw new UserError("SECRET_MISSING", `the environment variable ${name} is not set`, { hint: `Give it to the step: "env: { ${name}: \${{ secrets.${name} }} }".` });
	setSecret(value);
	return value;
}
function actionLog(workspace) {
	return {
		debug: (line) => debug(oneLine(line)),
		info: (line) => info(oneLine(line)),
		warning: (line, where) => warning(line, where === void 0 ? {} : annotationAt(where, workspace)),
		group: async (title, body) => group(oneLine(title), body)
	};
}
/**
* A line of a log that begins with `::`, behind blanks or not, or holds `##[` anywhere, is a command to the runner
* (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs): text from outside must not be one.
*/
const oneLine = (text) => text.replace(/[\r\n\u0085]+/g, " ").replaceAll("##[", "##​[").replace(/^(\s*)::/, "$1​::");
const annotationAt = ({ file, line, column }, workspace) => ({
	file: relative(workspace, resolve(workspace, file)),
	startLine: line,
	startColumn: column
});
function contextOf(env) {
	const number = (name) => /^\d+$/.test(env[name] ?? "") ? Number(env[name]) : 0;
	return {
		repository: env["GITHUB_REPOSITORY"] ?? "",
		event: env["GITHUB_EVENT_NAME"] ?? "",
		sha: env["GITHUB_SHA"] ?? "",
		pullRequestHead: pullRequestHead(env["GITHUB_EVENT_PATH"]),
		runId: number("GITHUB_RUN_ID"),
		attempt: Math.max(1, number("GITHUB_RUN_ATTEMPT")),
		job: env["GITHUB_JOB"] ?? "",
		step: env["GITHUB_ACTION"] ?? "",
		workspace: resolve(env["GITHUB_WORKSPACE"] ?? "."),
		temporary: resolve(env["RUNNER_TEMP"] ?? join(tmpdir(), "slipway"))
	};
}
function pullRequestHead(path) {
	if (path === void 0 || path === "") return void 0;
	let event;
	try {
		event = JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return;
	}
	const sha = [
		"pull_request",
		"head",
		"sha"
	].reduce((at, key) => typeof at === "object" && at !== null ? Reflect.get(at, key) : void 0, event);
	return typeof sha === "string" ? sha : void 0;
}

// src/inputs/table.ts
/** The three modes of the action. */
const modes = [
	"release",
	"matrix",
	"distribute"
];
/** Every input, once: action.yml, the README's table and the reader come from here. */
const inputs = [
	{
		name: "mode",
		modes,
		required: true,
		help: "`release`, `matrix` or `distribute`."
	},
	{
		name: "config",
		modes,
		default: ".github/slipway.yml",
		help: "Path of the configuration, from `working-directory`."
	},
	{
		name: "working-directory",
		modes,
		default: ".",
		shownDefault: "the workspace",
		help: "Root of the repository to work on."
	},
	{
		name: "token",
		modes,
		default: "${{ github.token }}",
		help: "GitHub token."
	},
	{
		name: "dry-run",
		modes,
		default: "false",
		help: "Plan and print; write nothing anywhere."
	},
	{
		name: "commit",
		modes,
		shownDefault: "head of the pull request, else `GITHUB_SHA`",
		help: "The one commit everything is about; carried through all modes."
	},
	{
		name: "packages",
		modes,
		shownDefault: "all",
		help: "Names or globs, comma or newline separated, `!` negates."
	},
	{
		name: "targets",
		modes: ["release", "matrix"],
		shownDefault: "all",
		help: "Names or globs, comma or newline separated, `!` negates."
	},
	{
		name: "plan",
		modes: ["release", "distribute"],
		help: "`release`: the output of another planner. `distribute`: the `plan` output, or a path to it; omitted, the plan artifact of the run is read."
	},
	{
		name: "tags",
		modes: ["release"],
		help: "Recover: release exactly these existing tags."
	},
	{
		name: "destinations",
		modes: ["distribute"],
		shownDefault: "all",
		help: "Names or globs: retry just these."
	},
	{
		name: "run-id",
		modes: ["distribute"],
		shownDefault: "this run",
		help: "The workflow run that holds the artifacts."
	},
	{
		name: "artifacts",
		modes: ["distribute"],
		help: "A folder that already holds them (`<artifact name>/<files>`), as actions/download-artifact lays them."
	}
];
/** Every output, once. Each destination adds one of its own name. */
const outputs = [
	{
		name: "build-matrix",
		modes: ["release", "matrix"],
		help: "`{\"include\":[row,…]}`, or the empty string when there is nothing to build."
	},
	{
		name: "has-builds",
		modes: ["release", "matrix"],
		help: "`true` or `false`."
	},
	{
		name: "plan",
		modes: ["release", "matrix"],
		help: "The plan, JSON. Too large for an input of the next job: the empty string, and `distribute` reads the artifact."
	},
	{
		name: "releases",
		modes: ["release", "matrix"],
		help: "`[{\"package\",\"version\",\"tag\",\"channel\",\"prerelease\"}]`."
	},
	{
		name: "commit",
		modes: ["release", "matrix"],
		help: "Full SHA of the commit."
	},
	{
		name: "channel",
		modes: ["release", "matrix"],
		help: "The channel if all releases share one, else empty."
	},
	{
		name: "destination-matrix",
		modes: ["release", "matrix"],
		help: "`{\"include\":[{\"destinations\":\"github,tap\"},…]}`: one row per group of destinations that need one another; the empty string when there is none."
	},
	{
		name: "results",
		modes: ["distribute"],
		help: "`{\"<destination>\":{\"status\",\"created\",\"replaced\",\"kept\",\"failed\",\"url\",\"error\"}}`."
	},
	{
		name: "succeeded",
		modes: ["distribute"],
		help: "JSON array of destination names."
	},
	{
		name: "failed",
		modes: ["distribute"],
		help: "JSON array of destination names."
	},
	{
		name: "blocked",
		modes: ["distribute"],
		help: "JSON array of destination names."
	},
	{
		name: "skipped",
		modes: ["distribute"],
		help: "JSON array of destination names."
	},
	{
		name: "receipts",
		modes: ["distribute"],
		help: "Path of the receipts file."
	}
];
/** What an output holds until its mode knows better: a total set, so that no `fromJson` meets nothing on a failure. */
const emptyOutputs = {
	"build-matrix": "",
	"has-builds": "false",
	plan: "",
	releases: "[]",
	commit: "",
	channel: "",
	"destination-matrix": "",
	results: "{}",
	succeeded: "[]",
	failed: "[]",
	blocked: "[]",
	skipped: "[]",
	receipts: ""
};

// src/inputs/read.ts
const isMode = (value) => modes.includes(value);
/** Reads every input once. Throws all mistakes at once; each says which line to write instead. */
function readInputs(raw) {
	const mistakes = [];
	const given = raw("mode");
	const mode = isMode(given) ? given : void 0;
	if (mode === void 0) mistakes.push(modeMistake(given));
	for (const { name, modes: readBy } of inputs) if (mode !== void 0 && raw(name) !== "" && !readBy.includes(mode)) mistakes.push(new UserError("INPUT_NOT_READ", `mode ${mode} does not read the input "${name}"`, { hint: `Take the line "${name}: …" out, or write "mode: ${readBy.join("\" or \"mode: ")}".` }));
	const boolean = (name) => {
		const value = raw(name);
		if (/^(true|True|TRUE)$/.test(value)) return true;
		if (value === "" || /^(false|False|FALSE)$/.test(value)) return false;
		mistakes.push(new UserError("INPUT_BOOLEAN", `input "${name}" is ${JSON.stringify(value)}, which is neither true nor false`, { hint: `Write "${name}: true" or "${name}: false".` }));
		return false;
	};
	const optional = (name) => raw(name).trim() === "" ? void 0 : raw(name).trim();
	const list = (name) => raw(name).split(/[\n,]/).map((entry) => entry.trim()).filter((entry) => entry !== "");
	const common = {
		config: optional("config") ?? ".github/slipway.yml",
		workingDirectory: optional("working-directory") ?? ".",
		token: raw("token").trim(),
		dryRun: boolean("dry-run"),
		commit: optional("commit"),
		packages: list("packages")
	};
	if (common.commit !== void 0 && !/^[0-9a-fA-F]{40}([0-9a-fA-F]{24})?$/.test(common.commit)) mistakes.push(new UserError("INPUT_COMMIT", `input "commit" is ${JSON.stringify(common.commit)}, which is no full commit SHA`, { hint: "Write \"commit: ${{ github.sha }}\"." }));
	const read = mode === void 0 ? void 0 : byMode(mode);
	throwAll(mistakes);
	if (read === void 0) throw new Error("an unknown mode was no mistake");
	return read;
	function byMode(chosen) {
		switch (chosen) {
			case "release":
				if (optional("plan") !== void 0 && list("tags").length > 0) mistakes.push(new UserError("INPUT_CONTRADICTION", "the inputs \"plan\" and \"tags\" both say what to release", { hint: "Take one of the two lines out." }));
				return {
					...common,
					mode: chosen,
					targets: list("targets"),
					plan: optional("plan"),
					tags: list("tags")
				};
			case "matrix": return {
				...common,
				mode: chosen,
				targets: list("targets")
			};
			case "distribute": {
				const runId = optional("run-id");
				const artifacts = optional("artifacts");
				if (runId !== void 0 && !/^[1-9]\d{0,15}$/.test(runId)) mistakes.push(new UserError("INPUT_RUN_ID", `input "run-id" is ${JSON.stringify(runId)}, which is no id of a workflow run`, { hint: "Write the number from the address of the run: …/actions/runs/<number>." }));
				if (runId !== void 0 && artifacts !== void 0) mistakes.push(new UserError("INPUT_CONTRADICTION", "the inputs \"run-id\" and \"artifacts\" both say where the artifacts are", { hint: "Take one of the two lines out." }));
				return {
					...common,
					mode: chosen,
					plan: optional("plan"),
					destinations: list("destinations"),
					runId: runId === void 0 ? void 0 : Number(runId),
					artifacts
				};
			}
		}
	}
}
function modeMistake(mode) {
	if (mode === "") return new UserError("INPUT_MODE", "the input \"mode\" is missing", { hint: "Write \"mode: release\", \"mode: matrix\" or \"mode: distribute\"." });
	const near = nearest(mode.trim(), modes);
	return new UserError("INPUT_MODE", `unknown mode ${JSON.stringify(mode)}`, { hint: near === void 0 ? "Write \"mode: release\", \"mode: matrix\" or \"mode: distribute\"." : `Write "mode: ${near}".` });
}

// src/run.ts
/** Runs the action. Every output is set, whatever happens; answers the message that the step fails with. */
async function run(runtime) {
	const ending = await attempt(runtime);
	for (const [name, value] of Object.entries(ending.outputs)) runtime.setOutput(name, value);
	await runtime.writeSummary(ending.summary);
	return ending.failure;
}
async function attempt(runtime) {
	try {
		const inputs = readInputs((name) => runtime.input(name));
		const ending = await start(runtime, inputs);
		return {
			...ending,
			outputs: {
				...empty(inputs.mode),
				...ending.outputs
			}
		};
	} catch (thrown) {
		const given = runtime.input("mode");
		return {
			outputs: empty(modes.find((mode) => mode === given)),
			...failed(runtime, thrown)
		};
	}
}
async function start(runtime, inputs) {
	switch (inputs.mode) {
		case "release": return (await import("./release.js")).release(runtime, inputs);
		case "matrix": return (await import("./matrix.js")).matrix(runtime, inputs);
		case "distribute": return (await import("./distribute.js")).distribute(runtime, inputs);
	}
}
/** The outputs of a mode, or of all of them, as they are when nothing is known. */
function empty(mode) {
	return Object.fromEntries(outputs.filter((row) => mode === void 0 || row.modes.includes(mode)).map(({ name }) => [name, emptyOutputs[name]]));
}
/** Annotations of one kind that GitHub shows for a step; the failure of the step is the last of them. */
const annotationsShown = 9;
function failed(runtime, thrown) {
	const mistakes = mistakesOf(thrown);
	if (mistakes === void 0) {
		const message = messageOf(thrown);
		runtime.log.info(thrown instanceof Error ? thrown.stack ?? message : message);
		return {
			failure: message,
			summary: `## Slipway failed\n\n${escapeMarkdown(message)}`
		};
	}
	const [only, second] = mistakes;
	if (only !== void 0 && second === void 0 && only.where === void 0) return {
		failure: sentence(only),
		summary: summaryOf(mistakes)
	};
	mistakes.slice(0, annotationsShown).forEach((mistake) => runtime.annotate("error", mistake));
	for (const mistake of mistakes.slice(annotationsShown)) runtime.log.info(sentence(mistake));
	const first = only === void 0 ? "" : sentence(only);
	return {
		failure: mistakes.length === 1 ? first : `${mistakes.length} mistakes; nothing was written. The first: ${first}`,
		summary: summaryOf(mistakes)
	};
}
const sentence = ({ message, hint, where }) => `${where === void 0 ? "" : `${where.file}:${where.line}:${where.column}: `}${message}${hint === void 0 ? "" : `. ${hint}`}`;
function summaryOf(mistakes) {
	const lines = mistakes.map(({ message, hint, where }) => `- ${where === void 0 ? "" : `${code(`${where.file}:${where.line}:${where.column}`)} `}${escapeMarkdown(message)}${hint === void 0 ? "" : `<br>${escapeMarkdown(hint)}`}`);
	return fitting([`## Slipway: ${mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`}, nothing was written`, ...lines]);
}

// src/main.ts
/** Milliseconds after the end for sockets to close by themselves. */
const lingering = 2e3;
const cancelled = new AbortController();
setMaxListeners(0, cancelled.signal);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => cancelled.abort(/* @__PURE__ */ new Error(`cancelled by ${signal}`)));
let ended = false;
process.on("exit", () => {
	if (ended) return;
	process.exitCode = 1;
	process.stdout.write("::error::Slipway stopped before it was done\n");
});
function fail(message) {
	process.exitCode = 1;
	process.stdout.write(`::error::${message.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").slice(0, 4e3)}\n`);
}
try {
	const failure = await run(nodeRuntime(process.env, cancelled.signal));
	if (failure !== void 0) fail(failure);
	if (cancelled.signal.aborted) process.exitCode = 1;
} catch (thrown) {
	process.stdout.write(`${thrown instanceof Error ? thrown.stack ?? "" : ""}\n`);
	fail(messageOf(thrown));
} finally {
	ended = true;
	setTimeout(() => process.exit(), lingering).unref();
}

export {  };