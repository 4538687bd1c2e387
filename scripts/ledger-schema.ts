import { ledgerSchema } from '../src/engine/ledger.ts'
import { inputSchema, type JsonSchema } from './json-schema.ts'

/** The JSON Schema of a receipts file: draft 2020-12. */
export function receiptsJsonSchema(id: string): JsonSchema {
  const { $schema, ...schema } = inputSchema(ledgerSchema)
  return {
    $schema,
    $id: id,
    title: 'Receipts of Slipway',
    description:
      'What one attempt did at its destinations: receipts.json, in the artifacts slipway-receipts-* of a run.',
    ...schema,
  }
}
