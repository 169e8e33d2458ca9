/** Sends a body and tells how much of it is gone; otherwise like `fetch`. */
export type FileSender = (
  url: string,
  init: RequestInit,
  onProgress: (sentBytes: number) => void,
) => Promise<Response>;

/** `fetch` tells nothing before the answer; the older interface does. */
export const sendWithProgress: FileSender = (url, { method = 'POST', headers, body, signal }, onProgress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = (): void => request.abort();
    request.open(method, url);
    for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const retryAfter = request.getResponseHeader('retry-after');
      const { status } = request;
      resolve(
        new Response(request.responseText, {
          status,
          headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
        }),
      );
    };
    request.onerror = () => reject(new TypeError('Failed to send'));
    request.onabort = () => reject(signal?.reason);
    request.onloadend = () => signal?.removeEventListener('abort', cancel);
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true) reject(signal.reason);
    else request.send(body as XMLHttpRequestBodyInit);
  });
