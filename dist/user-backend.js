import { c as UserErrors, l as messageOf, s as UserError, u as mistakesOf } from "./placeholders.js";
import { a as shown, i as failed, n as checkedReceipt, r as checkedVerdict, t as checkedItems } from "./user-answers.js";
import { A as object, M as strictObject, N as string, P as union, S as boolean, a as secret, b as _enum, k as number, x as array } from "./fields.js";

// src/backends/user-fields.ts
const scalar = union([
	string(),
	number(),
	boolean()
]);
/** One field of what a backend of the user's own takes under `with`. */
const field = strictObject({
	type: _enum([
		"string",
		"number",
		"boolean",
		"url",
		"secret"
	]),
	description: string().optional(),
	/** Without it, and without a default, the field may be left out. */
	required: boolean().optional(),
	default: scalar.optional(),
	/** For `string`: the only values that it may have. */
	choices: array(string().min(1)).min(1).optional()
});
const fieldName = /^[A-Za-z][A-Za-z0-9_-]*$/;
/** The parser for a table of fields: as strict as that of a built-in kind. */
function fieldsSchema(table) {
	if (typeof table !== "object" || table === null || Array.isArray(table)) return {
		ok: false,
		mistakes: ["must have \"config\", a mapping from the names of its fields to what they are"]
	};
	const mistakes = [];
	const shape = {};
	for (const [name, value] of Object.entries(table)) {
		const parsed = field.safeParse(value);
		if (!fieldName.test(name)) mistakes.push(`has the field "${name}"; a name is made of letters, digits, "-" and "_"`);
		else if (!parsed.success) mistakes.push(`has a mistake in the field "${name}": ${explain(parsed.error, value)}`);
		else {
			const wrong = contradiction(parsed.data);
			if (wrong === void 0) shape[name] = schemaOf(parsed.data);
			else mistakes.push(`has a mistake in the field "${name}": ${wrong}`);
		}
	}
	return mistakes.length > 0 ? {
		ok: false,
		mistakes
	} : {
		ok: true,
		schema: strictObject(shape)
	};
}
function explain(error, value) {
	const [issue] = error.issues;
	if (issue?.path[0] === "type") {
		const given = Reflect.get(Object(value), "type");
		const types = field.shape.type.options.join(", ");
		return given === void 0 ? `it has no type; types are ${types}` : `it has the unknown type ${JSON.stringify(given)}; types are ${types}`;
	}
	if (issue?.code === "unrecognized_keys") return `it has the unknown key "${issue.keys[0] ?? ""}"; keys are ${Object.keys(field.shape).join(", ")}`;
	if (issue?.path.length === 0) return "it is no mapping; write { type: \"string\" }";
	return `${String(issue?.path[0])}: ${issue?.message ?? messageOf(error)}`;
}
/** What two keys of a field say against one another. */
function contradiction({ type, choices, required, default: given }) {
	if (choices !== void 0 && type !== "string") return `choices are for the type string, not for ${type}`;
	if (given === void 0) return void 0;
	if (type === "secret") return "a secret has no default; name a variable in the configuration";
	if (required === true) return "what has a default is not required";
	const expected = type === "url" ? "string" : type;
	if (typeof given !== expected) return `its default must be a ${expected}`;
	if (choices !== void 0 && !choices.includes(String(given))) return `its default is none of its choices`;
	return type === "url" && !isWebAddress(String(given)) ? `its default ${webAddress}` : void 0;
}
function schemaOf({ type, description = "", required, default: given, choices }) {
	const schema = type === "secret" ? secret(description) : plain(type, choices).meta({ description });
	if (given !== void 0) return schema.default(given);
	return required === true ? schema : schema.optional();
}
function plain(type, choices) {
	switch (type) {
		case "string": return choices === void 0 ? string() : _enum(choices);
		case "number": return number();
		case "boolean": return boolean();
		case "url": return string().refine(isWebAddress, webAddress);
	}
}
const webAddress = "must be an address like https://example.com/path";
function isWebAddress(text) {
	try {
		return ["http:", "https:"].includes(new URL(text).protocol);
	} catch {
		return false;
	}
}

// src/backends/user-surroundings.ts
/**
* What code of the user gets to look with: exactly what the interface promises. The surroundings that we have can do more, and a
* module without types would find it.
*/
function onlyReader({ files, http, github, commands, ...rest }) {
	return {
		...common(rest),
		files: {
			bytes: async (path) => files.bytes(path),
			text: async (path) => files.text(path),
			stat: async (path) => files.stat(path),
			list: async (path) => files.list(path),
			open: (path) => files.open(path),
			chunks: (path) => files.chunks(path),
			real: async (path) => files.real(path)
		},
		http: { read: async (request) => http.read(request) },
		github: {
			repository: github.repository,
			server: github.server,
			read: async (route, parameters) => github.read(route, parameters),
			redirect: async (route, parameters) => github.redirect(route, parameters)
		},
		commands: commandReader(commands, rest)
	};
}
/** The same, with what writes. */
function onlyHost({ files, http, github, commands, ...rest }) {
	return {
		...common(rest),
		files,
		http,
		github,
		commands: {
			...commandReader(commands, rest),
			run: async (spec) => commands.run(spec)
		}
	};
}
function common({ log, clock, signal, memory, link, secret, baseEnvironment }) {
	return {
		log,
		clock,
		signal,
		memory,
		link,
		secret,
		baseEnvironment
	};
}
/** Our own `look` inherits the environment of the step, secrets of others included: here it gets what every command gets. */
function commandReader(commands, { baseEnvironment }) {
	return {
		check: async (spec) => commands.check(spec),
		look: async (argv, { cwd, env = {}, timeout }) => {
			const result = await commands.check({
				argv,
				cwd,
				env: {
					...baseEnvironment,
					...env
				},
				timeout,
				answers: true
			});
			if (result.ended !== "exit") throw new Error(`${argv[0]} did not end by itself: ${result.ended}`);
			return {
				code: result.code,
				stdout: result.stdout ?? "",
				stderr: result.tail.join("\n")
			};
		}
	};
}

// src/backends/user-backend.ts
/** The version of the interface between Slipway and a module of the user's own. */
const backendApi = 1;
const isCallable = (value) => typeof value === "function";
/** The keys that a module may export, besides its functions. */
const traits = object({
	kind: string().min(1).optional(),
	verifies: _enum([
		"digest",
		"size",
		"presence"
	]),
	takes: _enum(["tag", "any"]).default("any"),
	remembers: boolean().default(false)
});
/**
* The backend that a loaded module of the user's own exports. Throws every mistake in the module at once, each naming what is wrong
* and what to write.
*/
function userBackend(path, namespace) {
	const exported = Reflect.get(Object(namespace), "default");
	if (typeof exported !== "object" || exported === null) throw new UserError("MODULE_SHAPE", `${path} exports no backend`, { hint: "End it with: export default { api: 1, config: {…}, verifies: …, plan, publish, verify }." });
	const api = Reflect.get(exported, "api");
	if (api !== 1) throw new UserError("MODULE_API", api === void 0 ? `${path} does not say for which version of the interface it is written` : `${path} is written for version ${shown(api)} of the interface, and this is version ${1}`, { hint: `Write "api: ${1}" into its default export.` });
	const mistakes = [];
	const wrong = (what, hint) => {
		mistakes.push(new UserError("MODULE_SHAPE", `${path} ${what}`, { hint }));
	};
	const fields = fieldsSchema(Reflect.get(exported, "config"));
	if (!fields.ok) for (const mistake of fields.mistakes) wrong(mistake, "A field is written like { type: \"string\", required: true, description: \"…\" }.");
	const read = traits.safeParse(exported);
	for (const { path: at } of read.error?.issues ?? []) {
		const key = String(at[0]);
		wrong(Reflect.has(exported, key) ? `has the wrong "${key}"` : `has no "${key}"`, hints[key] ?? "");
	}
	const asked = Reflect.get(exported, "probe") === void 0 ? required : [...required, "probe"];
	const calls = new Map(asked.map((name) => [name, Reflect.get(exported, name)]));
	for (const [name, value] of calls) if (!isCallable(value)) wrong(`has no function ${name}`, `Write "async ${name}(…) {…}" into its default export.`);
	if (mistakes.length > 0 || !fields.ok || !read.success) throw new UserErrors(mistakes);
	return bound({
		path,
		schema: fields.schema,
		...read.data,
		probes: calls.has("probe")
	}, async (name, ...given) => {
		const call = calls.get(name);
		if (!isCallable(call)) throw new Error(`${path} has no function ${name}`);
		return await Reflect.apply(call, exported, given);
	});
}
const required = [
	"plan",
	"publish",
	"verify"
];
const hints = {
	kind: "It is a text: the name of what it publishes to.",
	verifies: "Write verifies: \"digest\", \"size\" or \"presence\": what verify compares.",
	takes: "Write takes: \"tag\" or \"any\".",
	remembers: "Write remembers: true or false."
};
function bound({ path, schema, kind = path, verifies, takes, remembers, probes }, call) {
	const answerer = (address) => ({
		who: path,
		destination: address.slice(0, address.indexOf(":"))
	});
	return {
		kind,
		config: schema,
		verifies,
		takes: () => takes,
		remembers,
		parallel: 1,
		plan: async (config, release, reader) => {
			const answer = await told({
				who: path,
				destination: release.destination
			}, "plan", call("plan", config, structuredClone(release), onlyReader(reader)));
			return checkedItems(answer, release, path);
		},
		publish: async (config, item, host) => {
			host.signal.throwIfAborted();
			const who = answerer(item.address);
			const answer = await told(who, "publish", call("publish", config, structuredClone(item), onlyHost(host)));
			return checkedReceipt(answer, item, who, host.clock.now());
		},
		verify: async (config, receipt, reader) => {
			const who = answerer(receipt.address);
			const answer = await told(who, "verify", call("verify", config, structuredClone(receipt), onlyReader(reader)));
			return checkedVerdict(answer, who, "verify", verifies);
		},
		...probes ? { probe: async (config, reader) => checkedVerdict(await call("probe", config, onlyReader(reader)), { who: path }, "probe", verifies) } : {}
	};
}
/** Waits for code of the user; what it throws becomes one sentence that says where. */
async function told(answerer, call, work) {
	try {
		return await work;
	} catch (cause) {
		if (mistakesOf(cause) !== void 0) throw cause;
		if (Reflect.get(Object(cause), "code") === "CONFLICT") throw new UserError("CONFLICT", messageOf(cause), { cause });
		throw failed(answerer, call, messageOf(cause), cause);
	}
}

export { userBackend };