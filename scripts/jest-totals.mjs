import { readFileSync } from 'node:fs'

/**
 * Adds up what jest wrote with `--json --outputFile`, and prints it as `N passed, N failed`. A suite that could not run counts as one
 * failure, and so does a file that jest did not write.
 *
 *     node scripts/jest-totals.mjs <result.json>...
 */
let passed = 0
let failed = 0
for (const path of process.argv.slice(2)) {
  try {
    const result = JSON.parse(readFileSync(path, 'utf8'))
    passed += result.numPassedTests
    failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  } catch {
    failed += 1
  }
}
console.log(`${passed} passed, ${failed} failed`)
