/** Where the provider of {@link createGraphFiles} is; nothing listens there. */
export const graphOrigin = 'http://graph.test';

/** A file of the provider. */
export interface GraphFile {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  /** What the provider says the size is. @defaultValue the size */
  readonly saidBytes?: number;
}

/** The part of a provider that keeps files, in memory and without a port. */
export interface GraphFiles {
  /** By id; what is not in it is gone. */
  readonly files: Map<string, GraphFile>;
  /** `METHOD path` of every call. */
  readonly calls: string[];
  /** How many files were let go of before they were read to their end. */
  cancelled: number;
  /** While true nothing is answered. */
  isSilent: boolean;
  readonly fetch: typeof globalThis.fetch;
}

const chunkBytes = 64 * 1024;

/** Makes the provider. */
export function createGraphFiles(): GraphFiles {
  let uploads = 0;
  const graph: GraphFiles = {
    files: new Map(),
    calls: [],
    cancelled: 0,
    isSilent: false,
    fetch: (async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, {
        ...init,
        ...(init?.body ? { duplex: 'half' } : {}),
      } as RequestInit);
      const { pathname } = new URL(request.url);
      graph.calls.push(`${request.method} ${pathname}`);
      if (graph.isSilent) await silence(init?.signal);
      const id = pathname.split('/').at(-1) ?? '';
      if (request.method === 'POST') return takeUpload(request);
      const file = graph.files.get(id);
      if (file === undefined)
        return Response.json({ error: { code: 100, message: 'gone' } }, { status: 400 });
      if (pathname.startsWith('/file/')) return new Response(streamed(file.bytes));
      return Response.json({
        id,
        url: `${graphOrigin}/file/${id}`,
        mime_type: file.mimeType,
        file_size: file.saidBytes ?? file.bytes.length,
      });
    }) as typeof globalThis.fetch,
  };

  const takeUpload = async (request: Request): Promise<Response> => {
    const part = (await request.formData()).get('file');
    if (!(part instanceof File)) return Response.json({ error: { code: 100 } }, { status: 400 });
    uploads += 1;
    const id = `up${uploads}`;
    graph.files.set(id, { mimeType: part.type, bytes: new Uint8Array(await part.arrayBuffer()) });
    return Response.json({ id });
  };

  const streamed = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
    let at = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(bytes.slice(at, at + chunkBytes));
          at += chunkBytes;
          if (at >= bytes.length) controller.close();
        },
        cancel() {
          graph.cancelled += 1;
        },
      },
      { highWaterMark: 0 },
    );
  };
  return graph;
}

function silence(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
