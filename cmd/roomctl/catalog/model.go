package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// What docs/embed.md asks of models, and web/src/view3d/items enforces.
const (
	MostModelBytes  = 8 << 20 // a larger file is not shown
	usualModelBytes = 1 << 20
	usualTriangles  = 20_000
	usualPixels     = 1024 // of the longer side of a texture
)

// notShown are extensions of glTF whose decoders a shop's page would have to allow.
var notShown = []string{"KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_texture_basisu"}

// Model is a 3D model that a catalogue names.
type Model struct {
	Path, Product string // of the first that names it
	Address       string // as in the catalogue
}

// Models returns the models of a catalogue's products, each address once. A catalogue that the planner refuses has none.
func Models(source []byte) []Model {
	root, err := decode(source)
	if err != nil || len(checkFrame(root)) > 0 {
		return nil
	}
	var all []Model
	add := func(path, product, address string) {
		named := slices.ContainsFunc(all, func(m Model) bool { return m.Address == address })
		if address != "" && !named {
			all = append(all, Model{path, product, address})
		}
	}
	for i, p := range typed(source).Products {
		path := indexed("products", i)
		add(path+".model", p.ID, p.Model)
		for j, v := range p.Variants {
			add(indexed(path+".variants", j)+".model", p.ID, v.Model)
		}
	}
	return all
}

// Problem returns a problem of the model. The product is shown built from parts instead, so it is a warning.
func (m Model) Problem(message string) Problem {
	return Problem{Path: m.Path, Product: m.Product, Level: Warning, Message: message}
}

// Check returns why the planner does not show a file, or what of it is heavy for a room with many pieces.
func (m Model) Check(file []byte) []Problem {
	g, err := readGLB(file)
	if err != nil {
		return []Problem{m.Problem("is not shown: " + err.Error())}
	}
	for _, extension := range g.ExtensionsRequired {
		if slices.Contains(notShown, extension) {
			return []Problem{m.Problem("is not shown: it requires " + extension)}
		}
	}
	var excess []string
	if n := len(file); n > usualModelBytes {
		excess = append(excess, fmt.Sprintf("%.1f MB of at most %.1f", float64(n)/(1<<20), float64(usualModelBytes)/(1<<20)))
	}
	if n := g.triangles(); n > usualTriangles {
		excess = append(excess, fmt.Sprintf("%d triangles of at most %d", n, usualTriangles))
	}
	if n := g.pixels(); n > usualPixels {
		excess = append(excess, fmt.Sprintf("a texture of %d pixels of at most %d", n, usualPixels))
	}
	if len(excess) == 0 {
		return nil
	}
	return []Problem{m.Problem("is heavy for a room with many pieces: " + strings.Join(excess, ", "))}
}
