import { createHash } from 'node:crypto'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { Plan } from './types.ts'

const text = z.string()

/** A place below a folder: a plan that somebody wrote by hand must not lead out of it. */
const place = text.refine(
  (path) => !path.startsWith('/') && !/[\p{Cc}\\]|^[A-Za-z]:/u.test(path) && !path.split('/').includes('..'),
  'leads out of its folder',
)

const planSchema = z.strictObject({
  version: z.literal(1),
  commit: text,
  releases: z.array(
    z.strictObject({
      package: text,
      ecosystem: z.enum(['cargo', 'npm', 'generic']),
      path: place,
      version: text,
      tag: text,
      channel: text,
      prerelease: z.boolean(),
      commit: text,
      date: text,
      bins: z.array(text),
      targets: z.array(z.strictObject({ target: text, artifact: place, folder: place, optional: z.boolean() })),
    }),
  ),
  destinations: z.array(z.strictObject({ name: text, kind: text, needs: z.array(text), releases: z.array(text) })),
  digest: text,
})

/** JSON with the keys of every mapping in order: one text for one value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`)
    .join(',')}}`
}

const digestOf = (plan: Omit<Plan, 'digest'>): string =>
  `sha256:${createHash('sha256').update(canonicalJson(plan)).digest('hex')}`

/** The plan with its digest. */
export const sealPlan = (plan: Omit<Plan, 'digest'>): Plan => ({ ...plan, digest: digestOf(plan) })

/** One line. */
export const encodePlan = (plan: Plan): string => canonicalJson(plan)

/** Reads a plan back. Throws where it is of another version, is no plan, or is not the one that was made. */
export function decodePlan(json: string, from: string): Plan {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new UserError('PLAN_SYNTAX', `${from} is not JSON`, {
      hint: 'Give the `plan` output of mode release as it is: "plan: ${{ needs.release.outputs.plan }}".',
      cause,
    })
  }
  const version: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : undefined
  if (typeof version === 'number' && version !== 1) {
    throw new UserError(
      'PLAN_VERSION',
      `${from} is a plan of version ${version}; this version of Slipway reads version 1`,
      { hint: 'Use the same version of the action in every job of the workflow.' },
    )
  }
  const parsed = planSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UserError(
      'PLAN_SHAPE',
      `${from} is no plan: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
      { hint: 'Give the `plan` output of mode release as it is.' },
    )
  }
  const { digest, ...rest } = parsed.data
  const actual = digestOf(rest)
  if (digest !== actual) {
    throw new UserError(
      'PLAN_DIGEST',
      `${from} was changed after it was made: its digest is ${actual}, and it says ${digest}`,
      { hint: 'Give the `plan` output of mode release as it is, and run mode release again for another plan.' },
    )
  }
  return parsed.data
}
