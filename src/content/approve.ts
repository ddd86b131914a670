import { isSeq, parseDocument, Scalar, YAMLSeq } from 'yaml'
import type { NewApproval } from './approvals.ts'

/** The file of approvals with one more, all else as it was. */
export function withApproval(file: string, { topic, by, on, version, languages }: NewApproval): string {
  const document = parseDocument(file)
  const list = isSeq(document.contents) ? document.contents : new YAMLSeq()
  list.flow = false
  // Eight digits without quotes would be read as a number.
  const quoted = new Scalar(version)
  quoted.type = Scalar.QUOTE_DOUBLE
  const read = languages === undefined ? {} : { languages }
  list.add(document.createNode({ topic, by, on, version: quoted, ...read }))
  document.contents = list as typeof document.contents
  return document.toString({ lineWidth: 0 })
}
