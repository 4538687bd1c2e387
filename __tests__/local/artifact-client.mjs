// Drives the official artifact client; the environment says where. Usage: node artifact-client.mjs FILE TARGET-FOLDER
import { writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { DefaultArtifactClient } from '@actions/artifact'

const [file = '', target = ''] = process.argv.slice(2)
const client = new DefaultArtifactClient()
const report = {}
report.upload = await client.uploadArtifact('build-linux', [file], dirname(file), { compressionLevel: 0 })
report.duplicate = await client.uploadArtifact('build-linux', [file], dirname(file)).catch((error) => String(error))
report.list = (await client.listArtifacts()).artifacts
report.get = (await client.getArtifact('build-linux')).artifact
report.download = await client.downloadArtifact(report.upload.id, {
  path: target,
  expectedHash: `sha256:${report.upload.digest}`,
})
const findBy = {
  token: process.env.TEST_TOKEN,
  workflowRunId: 7,
  repositoryOwner: 'acme',
  repositoryName: 'tools',
}
report.rest = (await client.listArtifacts({ findBy })).artifacts
report.restDownload = await client.downloadArtifact(report.upload.id, { path: `${target}-rest`, findBy })
report.other = await client.uploadArtifact('to-delete', [file], dirname(file), { compressionLevel: 0 })
report.deleted = await client.deleteArtifact('to-delete')
report.name = basename(file)
await writeFile(`${target}.json`, JSON.stringify(report))
