/** The part before the @ is the mail server's own: only the domain is the same in any case (RFC 5321 §2.4). */
export function withLowerCaseDomain(email: string): string {
  const at = email.lastIndexOf('@');
  return email.slice(0, at) + email.slice(at).toLowerCase();
}
