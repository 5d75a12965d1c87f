package catalog

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	_ "image/jpeg" // textures are JPEG, PNG or WebP
	_ "image/png"

	"github.com/go-json-experiment/json"
)

// glb is what the check needs of a binary glTF 2.0 file.
type glb struct {
	ExtensionsRequired []string `json:"extensionsRequired"`
	Nodes              []struct {
		Mesh *int `json:"mesh"`
	} `json:"nodes"`
	Meshes []struct {
		Primitives []primitive `json:"primitives"`
	} `json:"meshes"`
	Accessors []struct {
		Count int `json:"count"`
	} `json:"accessors"`
	BufferViews []struct {
		ByteOffset int `json:"byteOffset"`
		ByteLength int `json:"byteLength"`
	} `json:"bufferViews"`
	Images []struct {
		BufferView *int `json:"bufferView"`
	} `json:"images"`
	binary []byte
}

type primitive struct {
	Indices    *int           `json:"indices"`
	Attributes map[string]int `json:"attributes"`
}

const (
	glbHeader = 12
	jsonChunk = 0x4e4f534a
	dataChunk = 0x004e4942
)

func readGLB(file []byte) (*glb, error) {
	if len(file) < glbHeader || string(file[:4]) != "glTF" || binary.LittleEndian.Uint32(file[4:]) != 2 {
		return nil, errors.New("it is no binary glTF 2.0 file (GLB)")
	}
	description, rest, err := chunk(file[glbHeader:], jsonChunk)
	if err != nil {
		return nil, err
	}
	var g glb
	if err := json.Unmarshal(bytes.TrimRight(description, " \x00"), &g); err != nil {
		return nil, errors.New("its JSON can't be read")
	}
	g.binary, _, err = chunk(rest, dataChunk)
	if len(rest) > 0 && err != nil {
		return nil, err
	}
	return &g, nil
}

// chunk returns the content of the chunk that data begins with, and what follows it.
func chunk(data []byte, kind uint32) (content, rest []byte, err error) {
	if len(data) < 8 || binary.LittleEndian.Uint32(data[4:]) != kind {
		return nil, nil, errors.New("its chunks are not those of a GLB")
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	if n > uint64(len(data)-8) {
		return nil, nil, errors.New("it is cut off")
	}
	return data[8 : 8+n], data[8+n:], nil
}

// triangles returns how many are drawn: those of a mesh for each node that has it.
func (g *glb) triangles() int {
	corners := 0
	for _, node := range g.Nodes {
		if node.Mesh == nil || *node.Mesh < 0 || *node.Mesh >= len(g.Meshes) {
			continue
		}
		for _, p := range g.Meshes[*node.Mesh].Primitives {
			corners += g.corners(p)
		}
	}
	return corners / 3
}

func (g *glb) corners(p primitive) int {
	accessor, has := p.Attributes["POSITION"]
	if p.Indices != nil {
		accessor, has = *p.Indices, true
	}
	if !has || accessor < 0 || accessor >= len(g.Accessors) {
		return 0
	}
	return max(g.Accessors[accessor].Count, 0)
}

// pixels returns the longest side of the textures in the file.
func (g *glb) pixels() int {
	longest := 0
	for _, i := range g.Images {
		if i.BufferView == nil || *i.BufferView < 0 || *i.BufferView >= len(g.BufferViews) {
			continue
		}
		view := g.BufferViews[*i.BufferView]
		if view.ByteOffset < 0 || view.ByteLength < 0 || view.ByteLength > len(g.binary)-view.ByteOffset {
			continue
		}
		longest = max(longest, longestSide(g.binary[view.ByteOffset:view.ByteOffset+view.ByteLength]))
	}
	return longest
}

func longestSide(picture []byte) int {
	if c, _, err := image.DecodeConfig(bytes.NewReader(picture)); err == nil {
		return max(c.Width, c.Height)
	}
	return longestSideOfWebP(picture)
}

// longestSideOfWebP reads the header of each of the three forms of WebP; 0 if it is none.
func longestSideOfWebP(picture []byte) int {
	if len(picture) < 30 || string(picture[:4]) != "RIFF" || string(picture[8:12]) != "WEBP" {
		return 0
	}
	short := func(at int) int { return int(binary.LittleEndian.Uint16(picture[at:])) }
	switch string(picture[12:16]) {
	case "VP8 ": // lossy: 14 bits each
		return max(short(26)&0x3fff, short(28)&0x3fff)
	case "VP8L": // lossless: 14 bits each, less one, after a signature
		bits := binary.LittleEndian.Uint32(picture[21:])
		return max(int(bits&0x3fff), int(bits>>14&0x3fff)) + 1
	case "VP8X": // extended: 24 bits each, less one
		return max(short(24)|int(picture[26])<<16, short(27)|int(picture[29])<<16) + 1
	}
	return 0
}
