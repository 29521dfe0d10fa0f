import type { ApiField, ApiOperation } from './operation'

/** One call as Markdown, for programs that read: what it takes and answers, and its example. */
export function operationText(operation: ApiOperation): string {
  const { method, path, summary, description, scope, parameters, body, answers, refusals, curl } = operation
  const parts = [
    `### ${summary}: ${method} ${path}`,
    description,
    scope === null ? 'For anyone, without a key.' : `Needs the scope \`${scope}\`.`,
    fieldsText('Parameters', parameters, true),
    fieldsText('Body', body?.fields ?? [], true),
    ...answers.map(({ status, about, fields }) => fieldsText(`Answer ${status} ${about}`, fields, false)),
    `Refusals: ${refusals.map(({ status, codes }) => `${status} ${codes.join(', ')}`).join('; ')}.`,
    `\`\`\`sh\n${curl}\n\`\`\``,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function fieldsText(title: string, fields: readonly ApiField[], saysRequired: boolean): string {
  if (fields.length === 0) return ''
  const lines = fields.map((field) => {
    const { name, depth, type, required, description, choices } = field
    const about = [
      type,
      field.bounds,
      saysRequired && required ? 'required' : '',
      choices.length > 0 ? `one of ${choices.join(', ')}` : '',
      field.default === undefined ? '' : `if left out ${field.default}`,
    ].filter(Boolean)
    return `${'  '.repeat(depth)}- \`${name}\` (${about.join('; ')})${description === '' ? '' : `: ${description}`}`
  })
  return `${title}:\n\n${lines.join('\n')}`
}
