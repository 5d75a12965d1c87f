package catalog

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
)

// glbOf returns a GLB of a JSON description and binary data.
func glbOf(description string, data []byte) []byte {
	description += strings.Repeat(" ", (4-len(description)%4)%4)
	file := binary.LittleEndian.AppendUint32([]byte("glTF"), 2)
	file = binary.LittleEndian.AppendUint32(file, uint32(12+8+len(description)+8+len(data)))
	file = appendChunk(file, jsonChunk, []byte(description))
	return appendChunk(file, dataChunk, data)
}

func appendChunk(file []byte, kind uint32, content []byte) []byte {
	file = binary.LittleEndian.AppendUint32(file, uint32(len(content)))
	return append(binary.LittleEndian.AppendUint32(file, kind), content...)
}

func picture(t testing.TB, side int) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, side, 2))); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestModelsAreMeasuredAsThePlannerDoes(t *testing.T) {
	webp := append([]byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00"), 0xff, 0x0f, 0, 0, 0, 0) // 4096 x 1
	textured := func(data []byte) []byte {
		return glbOf(fmt.Sprintf(`{"images":[{"bufferView":0}],"bufferViews":[{"byteLength":%d}]}`, len(data)), data)
	}
	for name, test := range map[string]struct {
		file []byte
		want string // "" for no problem
	}{
		"a small one":      {glbOf(`{"asset":{"version":"2.0"}}`, nil), ""},
		"20,000 triangles": {glbOf(`{"nodes":[{"mesh":0}],"meshes":[{"primitives":[{"indices":0}]}],"accessors":[{"count":60000}]}`, nil), ""},
		"a mesh of 10,002 triangles twice": {
			glbOf(`{"nodes":[{"mesh":0},{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"accessors":[{"count":30006}]}`, nil),
			"is heavy for a room with many pieces: 20004 triangles of at most 20000",
		},
		"a mesh that no node has": {glbOf(`{"meshes":[{"primitives":[{"indices":0}]}],"accessors":[{"count":600000}]}`, nil), ""},
		"over 1 MB":               {glbOf(`{}`, make([]byte, 3<<19)), "1.5 MB of at most 1.0"},
		"a texture of 1024":       {textured(picture(t, 1024)), ""},
		"a texture of 1025":       {textured(picture(t, 1025)), "a texture of 1025 pixels of at most 1024"},
		"a WebP of 4096":          {textured(webp), "a texture of 4096 pixels of at most 1024"},
		"a texture outside":       {glbOf(`{"images":[{"bufferView":0}],"bufferViews":[{"byteOffset":9,"byteLength":9}]}`, []byte{1}), ""},
		"Draco":                   {glbOf(`{"extensionsRequired":["KHR_draco_mesh_compression"]}`, nil), "is not shown: it requires KHR_draco"},
		"no GLB":                  {[]byte("<html>"), "is not shown: it is no binary glTF 2.0 file"},
		"cut off":                 {glbOf(`{}`, make([]byte, 100))[:60], "is not shown: it is cut off"},
		"indices of nothing":      {glbOf(`{"nodes":[{"mesh":7},{"mesh":0}],"meshes":[{"primitives":[{"indices":-1},{}]}]}`, nil), ""},
	} {
		t.Run(name, func(t *testing.T) {
			problems := Model{Path: "products[0].model"}.Check(test.file)
			got := ""
			if len(problems) > 0 {
				got = problems[0].Message
			}
			if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q in it", got, test.want)
			}
		})
	}
}

func FuzzModel(f *testing.F) {
	f.Add(glbOf(`{"images":[{"bufferView":0}],"bufferViews":[{"byteLength":30}]}`, make([]byte, 30)))
	f.Add(glbOf(`{"nodes":[{"mesh":0}],"meshes":[{"primitives":[{"indices":0}]}],"accessors":[{"count":3}]}`, nil))
	f.Add(glbOf(`{"images":[{"bufferView":0}],"bufferViews":[{"byteLength":70}]}`, picture(f, 3)))
	f.Fuzz(func(_ *testing.T, file []byte) { Model{}.Check(file) }) // must return
}
