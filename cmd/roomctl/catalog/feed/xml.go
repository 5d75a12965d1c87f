package feed

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const googleNamespace = "http://base.google.com/ns/1.0"

// xmlFeed reads the items of RSS and the entries of Atom, one at a time.
type xmlFeed struct {
	*xml.Decoder
	guard *guard
}

func decodeXML(in *bufio.Reader, to receiver) error {
	g := newGuard(in, "one item", mostOfferBytes)
	f := xmlFeed{xml.NewDecoder(g), g}
	f.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the feed is in %s: it must be in UTF-8", charset)
	}
	depth, offers := 0, 0
	for {
		g.reset()
		token, err := f.next()
		if errors.Is(err, io.EOF) {
			return noOffers(offers)
		}
		if err != nil {
			return err
		}
		switch element := token.(type) {
		case xml.StartElement:
			if depth++; depth > mostDepth {
				return f.errorf("elements are more than %d deep", mostDepth)
			}
			if name := element.Name.Local; name == "item" || name == "entry" {
				depth--
				offers++
				if err := f.offer(to); err != nil {
					return err
				}
			}
		case xml.EndElement:
			depth--
		}
	}
}

func noOffers(offers int) error {
	if offers == 0 {
		return errors.New("the feed has no item: is it a Google Merchant feed, or Shopify's products.json?")
	}
	return nil
}

// next returns the next token. A document type is refused, because it can define entities that expand without end.
func (f xmlFeed) next() (xml.Token, error) {
	token, err := f.Token()
	if syntax, is := errors.AsType[*xml.SyntaxError](err); is {
		return nil, f.errorf("%s", syntax.Msg)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, f.errorf("%w", err)
	}
	if _, is := token.(xml.Directive); is {
		return nil, f.errorf("the feed has a document type (<!DOCTYPE …>), which is refused")
	}
	return token, err
}

func (f xmlFeed) errorf(format string, args ...any) error {
	line, _ := f.InputPos()
	return fmt.Errorf("line %d: %w", line, fmt.Errorf(format, args...))
}

// offer reads an item up to its end, and passes it on.
func (f xmlFeed) offer(to receiver) error {
	line, _ := f.InputPos()
	fields := map[string][]string{}
	for {
		token, err := f.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			text, inner, err := f.value(element, 1)
			if err != nil {
				return unexpectedEnd(err)
			}
			addField(fields, element, text, inner)
		case xml.EndElement:
			return to.offer(googleOffer(fmt.Sprintf("line %d", line), fields))
		}
	}
}

// value reads an element up to its end: its text, and the texts of the elements in it.
func (f xmlFeed) value(start xml.StartElement, depth int) (string, map[string]string, error) {
	if depth > mostDepth {
		return "", nil, f.errorf("elements are more than %d deep", mostDepth)
	}
	var text strings.Builder
	inner := map[string]string{}
	for {
		token, err := f.next()
		if err != nil {
			return "", nil, err
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			if inner[t.Name.Local], _, err = f.value(t, depth+1); err != nil {
				return "", nil, err
			}
		case xml.EndElement:
			return strings.TrimSpace(text.String()), inner, nil
		}
	}
}

// addField adds an element's value, if the element is Google's, RSS's or Atom's.
func addField(fields map[string][]string, element xml.StartElement, text string, inner map[string]string) {
	name := element.Name.Local
	switch element.Name.Space {
	case "", "g", googleNamespace, "http://www.w3.org/2005/Atom":
	default:
		return
	}
	if name == "product_detail" {
		name, text = "product_detail."+inner["attribute_name"], inner["attribute_value"]
	}
	if name == "link" && text == "" { // Atom
		for _, a := range element.Attr {
			if a.Name.Local == "href" {
				text = a.Value
			}
		}
	}
	fields[name] = append(fields[name], text)
}

func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("the feed ends in the middle of an item")
	}
	return err
}
