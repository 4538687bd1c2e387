import type { Receipt } from '../backends/backend.ts'
import type { DestinationOutcome, ItemOutcome } from '../engine/outcome.ts'

/** Hides secrets in outputs, summary and receipts, where the runner does not: it masks its log only. */
export interface Redactor {
  /** Remembers a secret, and answers it. */
  hide(secret: string): string
  /** The text with `***` for every secret, every line of one, and either as part of an address. */
  text(text: string): string
}

export function redactor(): Redactor {
  const hidden = new Set<string>()
  return {
    hide: (secret) => {
      const lines = secret.split(/[\r\n]+/).filter((line) => line.trim() !== '')
      for (const part of [secret, ...lines].filter((each) => each !== ''))
        hidden.add(part).add(encodeURIComponent(part))
      return secret
    },
    // The longest first: a secret that holds another one must not leave its rest behind.
    text: (text) =>
      [...hidden].sort((a, b) => b.length - a.length).reduce((shown, secret) => shown.replaceAll(secret, '***'), text),
  }
}

/** A receipt as it is kept. */
export const redactReceipt = (receipt: Receipt, redact: Redactor): Receipt =>
  receipt.url === undefined ? receipt : { ...receipt, url: redact.text(receipt.url) }

/** An outcome as it is reported: what a command printed before it failed may hold anything. */
export const redactOutcome = (outcome: DestinationOutcome, redact: Redactor): DestinationOutcome => ({
  ...outcome,
  why: redact.text(outcome.why),
  items: outcome.items.map((item) => redactItem(item, redact)),
})

function redactItem(item: ItemOutcome, redact: Redactor): ItemOutcome {
  switch (item.kind) {
    case 'done':
      return { ...item, receipt: redactReceipt(item.receipt, redact) }
    case 'failed':
      return { ...item, error: { ...item.error, message: redact.text(item.error.message) } }
    case 'not started':
      return item
  }
}
