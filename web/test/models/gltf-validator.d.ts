// The part of gltf-validator's interface that the tests use; the package has no types.

declare module "gltf-validator" {
  interface Issue {
    code: string;
    message: string;
    /** 0 is an error, 1 a warning. */
    severity: number;
    pointer?: string;
  }

  export function validateBytes(
    bytes: Uint8Array,
    options?: { format?: "glb" | "gltf"; maxIssues?: number },
  ): Promise<{ issues: { messages: Issue[] } }>;
}
