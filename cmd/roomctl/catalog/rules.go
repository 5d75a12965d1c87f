package catalog

var (
	id         = text(IsID, "must be 1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore")
	words      = text(IsWords, "must be a text of 1 to 200 characters")
	address    = text(IsAddress, "must be an http, https or relative address")
	colour     = text(IsColour, "must be a colour like #a94f33")
	currency   = text(currencyPattern.MatchString, "must be a currency like SEK")
	length     = integer(1, 20_000)
	spare      = integer(0, 5_000)
	prices     = record(currencyPattern.MatchString, integer(0, 1_000_000_000), "a currency")
	tint       = record(IsWords, colour, "a material")
	languages  = record(languagePattern.MatchString, words, "a language")
	size       = object(required("width", length), required("depth", length), required("height", length))
	parcels    = array(parcel)
	parcel     = object(append(sides(), required("weight", integer(1, 1_000_000)))...)
	clearances = object(
		optional("front", spare), optional("back", spare), optional("left", spare), optional("right", spare))
)

func sides() []member {
	return []member{required("width", length), required("depth", length), required("height", length)}
}

var variant = object(
	required("id", id), required("sku", words), required("name", localised), required("colour", colour),
	optional("size", size), optional("prices", prices), optional("packages", parcels),
	optional("image", address), optional("model", address), optional("tint", tint),
)

var product = object(
	required("id", id), required("name", words), required("what", localised), required("kind", oneOf(Kinds...)),
	required("category", id), required("size", size), optional("mount", oneOf(Mounts...)),
	optional("hangsAt", integer(0, 10_000)), optional("carries", boolean), optional("mirrorable", boolean),
	required("prices", prices), required("clearance", clearances), required("packages", parcels),
	required("variants", some(variant)),
	optional("image", address), optional("model", address), optional("url", address),
)

var finish = object(
	required("id", id), required("on", oneOf("floor", "wall")), required("name", localised),
	required("colour", colour), required("pattern", oneOf("plain", "planks", "herringbone", "tiles", "carpet")),
	optional("sku", words), optional("prices", prices), optional("waste", integer(0, 100)),
)

// frame is a catalogue without the rules of its products.
var frame = object(
	required("shop", words), required("currencies", some(currency)),
	required("categories", array(object(required("id", id), required("name", localised)))),
	required("products", array(func(any, string, reporter) {})),
	optional("finishes", array(finish)), optional("pairs", address),
)

func localised(v any, path string, report reporter) {
	languages(v, path, report)
	if all, is := v.(map[string]any); is && all["en"] == nil {
		report(path, "must be there in English")
	}
}
