import { describe } from '@jest/globals'
import { command } from '../../src/backends/command.ts'
import { testBackend } from '../kit/backend.ts'
import { openCommandFolder } from '../kit/command-folder.ts'

const always = {
  'a conflict is never overwritten': 'a command is done or not done, and knows of no third',
  'Retry-After is honoured': 'what a command asks, it asks by itself',
}

describe('with a check', () => {
  testBackend({ backend: command, remote: async () => openCommandFolder({ checked: true }), skip: always })
})

describe('without a check', () => {
  testBackend({
    backend: command,
    remote: async () => openCommandFolder({ checked: false }),
    skip: {
      ...always,
      'verify reads back': 'there is nothing to ask but the receipts',
      'a lost answer is not a second write': 'nothing but its exit code says that it was done',
    },
  })
})
