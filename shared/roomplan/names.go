package roomplan

import (
	_ "embed"
	"encoding/json"
)

// Names are names of pieces by RoomPlan's category; "other" is that of unknown categories.
type Names map[string]string

//go:embed names.json
var namesFile []byte

// NamesIn returns the names in a language, by its code; ok is false for a language without names.
func NamesIn(language string) (names Names, ok bool) {
	var all map[string]Names
	if err := json.Unmarshal(namesFile, &all); err != nil {
		panic("roomplan: names.json: " + err.Error())
	}
	names, ok = all[language]
	return names, ok
}

func (n Names) of(category string) string {
	if name, ok := n[category]; ok {
		return name
	}
	return n["other"]
}
