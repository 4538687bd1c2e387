import { A as object, D as literal, F as unknown, M as strictObject, N as string, P as union, S as boolean, a as secret, b as _enum, j as record, k as number, n as duration, o as secretsIn, t as SecretName, w as int } from "./fields.js";
import { s as UserError } from "./placeholders.js";
import { t as releaseId } from "./types.js";
import { t as inOrder } from "./in-order.js";
import { i as failed, n as checkedReceipt, r as checkedVerdict, t as checkedItems } from "./user-answers.js";

// src/backends/free-mapping.ts
/** A mapping of the user's own in which every text `$NAME`, however deep, is a secret. */
const freeMapping = record(string(), unknown()).check((context) => {
	for (const path of misspelt(context.value)) context.issues.push({
		code: "custom",
		message: notSecret,
		input: context.value,
		path: [...path]
	});
}).transform((value) => Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSecretNames(each)])));
/** What is wrong with a text that begins with `$`. */
const notSecret = "must be a value, or $NAME with letters, digits and \"_\"";
const isSecret = (text) => /^\$[A-Za-z_][A-Za-z0-9_]*$/.test(text);
/** Where a text begins with `$` and is no name of a secret: it must not pass as the text that it is. */
function misspelt(value) {
	if (typeof value === "string") return value.startsWith("$") && !isSecret(value) ? [[]] : [];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, each]) => misspelt(each).map((path) => [Array.isArray(value) ? Number(key) : key, ...path]));
}
function withSecretNames(value) {
	if (typeof value === "string") return isSecret(value) ? new SecretName(value.slice(1)) : value;
	if (Array.isArray(value)) return value.map(withSecretNames);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSecretNames(each)]));
}

// src/backends/command-shell.ts
/** How each shell reads a line, so that its first failure is the failure of the whole. */
const shells = {
	bash: (line) => [
		"bash",
		"--noprofile",
		"--norc",
		"-eo",
		"pipefail",
		"-c",
		line
	],
	sh: (line) => [
		"sh",
		"-ec",
		line
	],
	pwsh: (line) => [
		"pwsh",
		"-NoProfile",
		"-Command",
		`$ErrorActionPreference = 'stop'; ${line}`
	],
	python: (line) => [
		"python",
		"-c",
		line
	]
};
/** How a command ended, as the end of a sentence; `timeout` in milliseconds. */
function explain({ timeout }, result) {
	switch (result.ended) {
		case "exit": return `it ended with exit code ${result.code}`;
		case "signal": return `it was ended by ${result.signal}`;
		case "timeout": return `it did not end within ${timeout / 1e3} s`;
		case "cancelled": return "it was ended because the run was cancelled";
	}
}

// src/backends/json-protocol.ts
/** The version of the protocol: `api` of every request. */
const protocolVersion = 1;
/** See `Backend.plan`: the program is asked what it would do. */
async function planByProgram(program, view, reader) {
	const who = {
		who: program.run,
		destination: view.destination
	};
	const request = {
		...base(program, "plan", view.destination),
		release: view
	};
	const result = await reader.commands.check(spec$1(program, request, reader, view.root));
	return checkedItems(answerOf(program, result, who, "plan"), view, program.run).map((item) => ({
		...item,
		detail: {
			root: view.root,
			own: item.detail ?? null
		}
	}));
}
/** See `Backend.publish`. A program answers a conflict with `{ "conflict": "<why>" }`. */
async function publishByProgram(program, item, host) {
	host.signal.throwIfAborted();
	const { root, own } = detailOf(item.detail);
	const who = answerer(program, item.address);
	const request = {
		...base(program, "publish", destinationOf(item.address)),
		item: {
			...item,
			detail: own
		}
	};
	const answer = answerOf(program, await host.commands.run(spec$1(program, request, host, root)), who, "publish");
	const conflict = Reflect.get(Object(answer), "conflict");
	if (typeof conflict === "string") throw new UserError("CONFLICT", `${item.address} cannot be written: ${conflict}`);
	const receipt = checkedReceipt(answer, item, who, host.clock.now());
	return {
		...receipt,
		detail: {
			root,
			own: receipt.detail ?? null
		}
	};
}
/** See `Backend.verify`. */
async function verifyByProgram(program, receipt, reader) {
	const { root, own } = detailOf(receipt.detail);
	const who = answerer(program, receipt.address);
	const request = {
		...base(program, "verify", destinationOf(receipt.address)),
		receipt: {
			...receipt,
			detail: own
		}
	};
	const result = await reader.commands.check(spec$1(program, request, reader, root));
	return checkedVerdict(answerOf(program, result, who, "verify"), who, "verify", "presence");
}
const destinationOf = (address) => address.slice(0, address.indexOf(":"));
const answerer = ({ run }, address) => ({
	who: run,
	destination: destinationOf(address)
});
const base = ({ config }, call, destination) => ({
	api: protocolVersion,
	call,
	destination,
	config: shownConfig(config)
});
/** A configuration as it stands in the file: a secret by its name, which is the name of a variable of the program, too. */
function shownConfig(value) {
	if (value instanceof SecretName) return `$${value.env}`;
	if (Array.isArray(value)) return value.map(shownConfig);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shownConfig(each)]));
}
function detailOf(detail) {
	const root = Reflect.get(Object(detail), "root");
	return {
		root: typeof root === "string" ? root : ".",
		own: Reflect.get(Object(detail), "own") ?? null
	};
}
function spec$1(program, request, reader, root) {
	const named = secretsIn(program.config).map((name) => [name, reader.secret(name)]);
	const own = Object.entries(program.env).map(([name, value]) => [name, value instanceof SecretName ? reader.secret(value.env) : String(value)]);
	return {
		argv: shells[program.shell](program.run),
		cwd: root,
		env: {
			...reader.baseEnvironment,
			...Object.fromEntries(named),
			...Object.fromEntries(own)
		},
		timeout: program.timeout,
		stdin: `${JSON.stringify(request)}\n`,
		answers: true,
		onLine: (text) => reader.log.info(`  ${text}`)
	};
}
/** The JSON that a program answered with; throws a `UserError` where it gave none. */
function answerOf(program, result, who, call) {
	if (result.ended !== "exit" || result.code !== 0) {
		const tail = result.tail.slice(-5).join("\n");
		throw failed(who, call, `${explain(program, result)}${tail === "" ? "" : `\n${tail}`}`);
	}
	try {
		return JSON.parse(result.stdout ?? "");
	} catch (cause) {
		const start = result.stdout?.trim().slice(0, 80);
		const what = start === void 0 ? "more than 16 MiB" : start === "" ? "nothing" : JSON.stringify(start);
		throw new UserError("BACKEND_BROKEN", `${call} of ${who.who}, for the destination ${who.destination ?? ""}, answers ${what} on its standard output, which is no JSON`, {
			hint: "Print one JSON value there, and everything for people to standard error.",
			cause
		});
	}
}

// src/backends/command.ts
const config = strictObject({
	run: string().min(1).meta({ description: "The command: a line for the shell. What it may know is in the environment." }),
	protocol: literal("json").optional().meta({ description: "The command is a backend of your own: it reads a request and answers it, both JSON." }),
	config: freeMapping.optional().meta({ description: "With `protocol: json`: what the program is configured with; `$NAME` for a secret of it." }),
	per: _enum([
		"asset",
		"target",
		"package",
		"release",
		"run"
	]).default("release").meta({ description: "What the command runs once for." }),
	check: string().min(1).optional().meta({ description: "A command that looks and changes nothing: exit code 0 says that it is done already." }),
	shell: _enum([
		"bash",
		"sh",
		"pwsh",
		"python"
	]).default("bash").meta({ description: "What reads the command." }),
	timeout: duration("How long one run may take.").default(9e5),
	retries: int().min(0).max(10).default(0).meta({ description: "How often a failed run is tried again, each time after `check`." }),
	env: record(string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable"), union([
		secret("Name of a variable of the step."),
		string().regex(/^(?!\$)/, notSecret),
		number(),
		boolean()
	])).default({}).meta({ description: "Further variables: a value, or `$NAME` for a variable of the step." })
}).check((context) => {
	const { protocol, config: own, check, retries, per } = context.value;
	const mistake = (key, message) => {
		context.issues.push({
			code: "custom",
			message,
			input: context.value,
			path: [key]
		});
	};
	if (protocol === void 0 && own !== void 0) mistake("config", "needs \"protocol: json\" beside it");
	if (protocol === void 0) return;
	if (check !== void 0) mistake("check", "has no meaning with \"protocol: json\": the program is asked with \"plan\"");
	if (retries > 0) mistake("retries", "has no meaning with \"protocol: json\": the program knows itself what it repeats");
	if (per !== "release") mistake("per", "has no meaning with \"protocol: json\": the plan of the program says what is done");
});
/** The variables that tell a command what it runs for. */
const detail = object({
	variables: record(string(), string()),
	root: string(),
	release: string(),
	name: string().optional()
});
/** A command of the user's own. Whether it is done is asked with `check`; without one, the receipts of earlier attempts say it. */
const command = {
	kind: "command",
	config,
	verifies: "presence",
	takes: () => "any",
	remembers: true,
	parallel: 1,
	plan: async (options, view, reader) => {
		if (options.protocol === "json") return planByProgram(programOf(options), view, reader);
		const subjects = subjectsOf(options, inOrder(view));
		return Promise.all(subjects.map(async ({ key, variables, asset }) => {
			const item = {
				address: `command:${view.destination}/${key}`,
				after: [],
				detail: {
					variables,
					root: view.root,
					release: releaseId(view.release),
					...asset === void 0 ? {} : { name: asset.name }
				},
				...asset === void 0 ? {} : { asset }
			};
			return {
				...item,
				...await isDone(options, item, reader) ?? {
					action: "create",
					why: options.check === void 0 ? "no receipt of it" : "its check says so"
				}
			};
		}));
	},
	publish: async (options, item, host) => {
		if (options.protocol === "json") return publishByProgram(programOf(options), item, host);
		if (await isDone(options, item, host) !== void 0) return receipt(item, "kept", host, host.memory.done(item.address)?.url);
		const folder = await host.files.temporary("command");
		const output = `${folder}/output`;
		await host.files.write(output, "");
		for (let attempt = 0;; attempt++) {
			const result = await host.commands.run(spec(options, options.run, item, host, output));
			if (result.ended === "exit" && result.code === 0) break;
			if (attempt >= options.retries || result.ended === "cancelled") throw failure(options, result);
			host.log.warning(`${item.address}: ${explain(options, result)}; try ${attempt + 2} of ${options.retries + 1}`);
			await host.clock.sleep(host.clock.random() * 1e3 * 2 ** attempt, host.signal);
			if (options.check !== void 0 && await isDone(options, item, host) !== void 0) break;
		}
		const url = /^url=(https?:\/\/\S+)$/m.exec(await host.files.text(output))?.[1];
		await host.files.remove(folder);
		return receipt(item, "created", host, url);
	},
	verify: async (options, past, reader) => {
		if (options.protocol === "json") return verifyByProgram(programOf(options), past, reader);
		if (options.check === void 0) return {
			ok: true,
			by: "presence"
		};
		return await isDone(options, {
			address: past.address,
			detail: past.detail
		}, reader) === void 0 ? {
			ok: false,
			why: "its check still says that it is not done"
		} : {
			ok: true,
			by: "presence"
		};
	}
};
const programOf = ({ config: own = {}, ...options }) => ({
	...options,
	config: own
});
function subjectsOf({ per }, view) {
	const { release, assets } = view;
	const base = releaseVariables(release);
	const id = `${release.package}@${release.version}+${release.commit.slice(0, 12)}`;
	switch (per) {
		case "asset": return assets.map((asset) => ({
			key: `${id}/${asset.name}/${asset.sha256.slice(0, 12)}`,
			variables: {
				...base,
				SLIPWAY_TARGET: asset.target,
				SLIPWAY_FILE: asset.path,
				SLIPWAY_NAME: asset.name,
				SLIPWAY_SHA256: asset.sha256,
				SLIPWAY_SIZE: String(asset.size)
			},
			asset
		}));
		case "target": return release.targets.map(({ target }) => ({
			key: `${id}/${target}`,
			variables: {
				...base,
				SLIPWAY_TARGET: target
			}
		}));
		case "package": return [{
			key: `${release.package}+${release.commit.slice(0, 12)}`,
			variables: base
		}];
		case "release": return [{
			key: id,
			variables: base
		}];
		case "run": return [{
			key: `run+${release.commit.slice(0, 12)}`,
			variables: {
				SLIPWAY_COMMIT: release.commit,
				SLIPWAY_TAG: view.all.map(({ tag }) => tag).filter(Boolean).join(" "),
				SLIPWAY_PACKAGE: [...new Set(view.all.map((each) => each.package))].join(" ")
			}
		}];
	}
}
const releaseVariables = (release) => ({
	SLIPWAY_PACKAGE: release.package,
	SLIPWAY_VERSION: release.version,
	SLIPWAY_TAG: release.tag,
	SLIPWAY_COMMIT: release.commit,
	SLIPWAY_CHANNEL: release.channel
});
/** Whether it is done already, with the reason; `undefined` where it has to run. */
async function isDone(options, item, reader) {
	if (options.check === void 0) {
		const past = reader.memory.done(item.address);
		return past === void 0 ? void 0 : {
			action: "keep",
			why: `done at ${past.at}`,
			proof: "presence",
			...past.url === void 0 ? {} : { url: past.url }
		};
	}
	const result = await reader.commands.check(spec(options, options.check, item, reader));
	if (result.ended !== "exit") throw failure(options, result, "check");
	return result.code === 0 ? {
		action: "keep",
		why: "its check says that it is done",
		proof: "presence"
	} : void 0;
}
function spec(options, line, item, reader, output) {
	const { variables, root, release, name } = detail.parse(item.detail);
	const url = reader.link(release, name) ?? reader.link(release);
	const own = Object.entries(options.env).map(([name, value]) => [name, value instanceof SecretName ? reader.secret(value.env) : String(value)]);
	return {
		argv: shells[options.shell](line),
		cwd: root,
		env: {
			...reader.baseEnvironment,
			...Object.fromEntries(own),
			...variables,
			...url === void 0 ? {} : { SLIPWAY_URL: url },
			...output === void 0 ? {} : { SLIPWAY_OUTPUT: output }
		},
		timeout: options.timeout,
		onLine: (text) => reader.log.info(`  ${text}`)
	};
}
function failure(options, result, which = "run") {
	const tail = result.tail.slice(-5).join("\n");
	return new UserError("COMMAND_FAILED", `${which === "run" ? "the command" : "its check"} failed: ${explain(options, result)}${tail === "" ? "" : `\n${tail}`}`, { hint: which === "run" ? "See what it printed in the log." : "A check ends with exit code 0 (done) or another one (not done)." });
}
function receipt(item, did, host, url) {
	return {
		address: item.address,
		did,
		size: item.asset?.size ?? 0,
		sha256: item.asset?.sha256 ?? "",
		...url === void 0 ? {} : { url },
		at: new Date(host.clock.now()).toISOString(),
		detail: item.detail
	};
}

export { command };