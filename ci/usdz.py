"""Checks a USDZ file by the rules of USD and of ARKit: .tools/usd/bin/python ci/usdz.py FILE

Prints JSON: `problems`, the errors, failed checks and warnings as texts, and `boxes`, the box of each named
node below the scene as [least x, y, z, greatest x, y, z], in metres.
"""

import json
import sys

from pxr import Usd, UsdGeom, UsdShade, UsdUtils

# Types of the inputs of shaders, by the specification of UsdPreviewSurface.
PREVIEW_SURFACE = {
    **dict.fromkeys(("diffuseColor", "emissiveColor", "specularColor"), "color3f"),
    **dict.fromkeys(("metallic", "roughness", "clearcoat", "clearcoatRoughness"), "float"),
    **dict.fromkeys(("opacity", "opacityThreshold", "ior", "displacement", "occlusion"), "float"),
    "normal": "normal3f",
    "useSpecularWorkflow": "int",
}
TEXTURE = {
    **dict.fromkeys(("wrapS", "wrapT", "sourceColorSpace"), "token"),
    **dict.fromkeys(("fallback", "scale", "bias"), "float4"),
    "file": "asset",
    "st": "float2",
}
TRANSFORM = {"in": "float2", "rotation": "float", "scale": "float2", "translation": "float2"}
SHADERS = {
    "UsdPreviewSurface": PREVIEW_SURFACE,
    "UsdUVTexture": TEXTURE,
    "UsdTransform2d": TRANSFORM,
    "UsdPrimvarReader_float2": {"varname": "string", "fallback": "float2"},
}


class Checker(UsdUtils.ComplianceChecker):
    """USD's own checker, without the rule that needs the definitions of shaders: no wheel of usd-core has them."""

    def __init__(self) -> None:
        super().__init__(arkit=True)
        self._rules = [r for r in self._rules if type(r).__name__ != "ShaderPropertyTypeConformanceChecker"]


def shader_problems(stage: Usd.Stage) -> list[str]:
    """Returns the inputs of shaders that are unknown or have another type; in place of the rule left out."""
    found = []
    for prim in filter(lambda p: p.IsA(UsdShade.Shader), stage.Traverse()):
        shader = UsdShade.Shader(prim)
        types = SHADERS.get(shader.GetShaderId(), {})
        for given in shader.GetInputs():
            wanted, got = types.get(given.GetBaseName()), str(given.GetTypeName())
            if got != wanted:
                found.append(f"{given.GetAttr().GetPath()} is {got}, not {wanted}")
    return found


def problems(path: str) -> list[str]:
    checker = Checker()
    checker.CheckCompliance(path)
    found = [*checker.GetErrors(), *checker.GetFailedChecks(), *checker.GetWarnings()]
    return found + shader_problems(Usd.Stage.Open(path))


def boxes(path: str) -> dict[str, list[float]]:
    stage = Usd.Stage.Open(path)
    scale = UsdGeom.GetStageMetersPerUnit(stage)
    cache = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    found = {}
    for prim in stage.GetPrimAtPath("/Root/Scenes/Scene").GetChildren():
        box = cache.ComputeWorldBound(prim).ComputeAlignedRange()
        found[prim.GetName()] = [scale * side for side in (*box.GetMin(), *box.GetMax())]
    return found


if __name__ == "__main__":
    print(json.dumps({"problems": problems(sys.argv[1]), "boxes": boxes(sys.argv[1])}))
