import type { ApiChapter, ApiField, ApiOperation } from '../operation'
import { DESCRIPTIONS } from './descriptions'
import { FIELDS } from './fields'
import { SUMMARIES } from './summaries'
import { boundsInRussian, typeInRussian } from './types'

/**
 * The reference in Russian. Its words stand beside those of the document, which stay the only ones in the code: a test
 * finds a text of the document that has no Russian words, and words whose text is gone.
 */
export function inRussian(chapters: readonly ApiChapter[]): ApiChapter[] {
  return chapters.map((chapter) => ({
    ...chapter,
    about: said(SUMMARIES, chapter.about),
    operations: chapter.operations.map(operationInRussian),
  }))
}

function operationInRussian(operation: ApiOperation): ApiOperation {
  const { summary, description, parameters, body, answers } = operation
  return {
    ...operation,
    summary: said(SUMMARIES, summary),
    description: said(DESCRIPTIONS, description),
    parameters: parameters.map(fieldInRussian),
    body: body && { ...body, fields: body.fields.map(fieldInRussian) },
    answers: answers.map((answer) => ({ ...answer, fields: answer.fields.map(fieldInRussian) })),
  }
}

function fieldInRussian<F extends ApiField>(field: F): F {
  return {
    ...field,
    type: typeInRussian(field.type),
    description: said(FIELDS, field.description),
    ...(field.bounds === undefined ? {} : { bounds: boundsInRussian(field.bounds) }),
  }
}

function said(words: Readonly<Record<string, string>>, text: string): string {
  return words[text] ?? text
}
