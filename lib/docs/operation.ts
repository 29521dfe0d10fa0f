/** A field of a body, an answer or a query, flat: `data[].id` stands below `data`. */
export type ApiField = {
  /** Its own name; `[]` after it says that there are many. */
  name: string
  /** How deep it is nested; 0 is the outermost. */
  depth: number
  /** Its type in words: `text`, `integer`, `list of Payment`. */
  type: string
  required: boolean
  description: string
  /** What it may be, where the choice is closed. */
  choices: string[]
  /** What it is when it is left out, as JSON. */
  default?: string
  /** Bounds in words, such as `1 to 100`. */
  bounds?: string
}

/** A parameter of the path, the query or the headers. */
export type ApiParameter = ApiField & { in: 'path' | 'query' | 'header'; example?: string }

/** What a call answers when it does what was asked. */
export type ApiAnswer = { status: string; about: string; types: string[]; fields: ApiField[] }

/** The ways in which a call can be refused with one status. */
export type ApiRefusal = { status: string; codes: string[] }

/** One call of the API, as the pages show it. */
export type ApiOperation = {
  id: string
  method: string
  /** As the document spells it: `/payment/{id}`, below the server's address. */
  path: string
  summary: string
  /** Markdown. */
  description: string
  /** The chapter it is shown in. */
  tag: string
  /** For operators alone. */
  forOperators: boolean
  /** What a key needs; null for a call that anyone may make. */
  scope: string | null
  parameters: ApiParameter[]
  body: { fields: ApiField[]; example: string } | null
  answers: ApiAnswer[]
  refusals: ApiRefusal[]
  /** The example as a command. */
  curl: string
}

/** A chapter of the reference. */
export type ApiChapter = { slug: string; tag: string; about: string; operations: ApiOperation[] }
