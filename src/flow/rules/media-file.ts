import { hasContentFile } from '../../content/rules/files.ts'
import type { Problem } from '../../content/rules/rule.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, type ScriptRule } from './graph.ts'

export const mediaFile: ScriptRule = {
  id: 'media-file',
  level: 'error',
  says: 'A picture, document or voice message that a card shows stands below content/.',
  wrong: flowX('  a: { kind: card, media: { kind: picture, file: media/x.png } }\n'),
  right: {
    ...flowX('  a: { kind: card, media: { kind: picture, file: media/x.png } }\n'),
    'content/media/x.png': '',
  },
  check: (loaded, { root }) =>
    everyNode(loaded.script).flatMap(({ flow, id, node, path }): Problem[] =>
      node.kind === 'route' || node.media === undefined || hasContentFile(root, node.media.file)
        ? []
        : [
            problemAt(
              loaded,
              flow.flow,
              [...path, 'media', 'file'],
              `${id}: there is no content/${node.media.file}`,
            ),
          ],
    ),
}
