/** The window so far: what SPAMS is, and its version. The screens follow. */
export function App() {
  return (
    <main>
      <h1>SPAMS</h1>
      <p>So Power Automated Menu System, version {window.spams.version}</p>
    </main>
  );
}
