package feed

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table reads the rows of tab-separated text. A field that begins with a quote ends with one, has tabs, line ends and
// doubled quotes in it, as spreadsheets write it; elsewhere a quote is a letter, as in 24" stool.
type table struct {
	*guard
	line int // of the row that was read last
	next int // of the row after it
}

func decodeText(in *bufio.Reader, to receiver) error {
	t := table{guard: newGuard(in, "one row", mostOfferBytes), next: 1}
	header, err := t.row()
	if err != nil {
		return err
	}
	for i, name := range header {
		header[i] = strings.ReplaceAll(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "g:"), " ", "_")
	}
	if !slices.Contains(header, "id") || !slices.Contains(header, "title") {
		return errors.New("the feed is neither XML nor JSON, and its first line does not name the columns id and title, with tabs between")
	}
	for {
		row, err := t.row()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := t.pass(header, row, to); err != nil {
			return err
		}
	}
}

func (t *table) pass(header, row []string, to receiver) error {
	place := fmt.Sprintf("line %d", t.line)
	switch {
	case len(row) == 1 && !notBlank(row[0]):
		return nil
	case len(row) > len(header):
		message := fmt.Sprintf("The row has %d fields, and the first line names %d.", len(row), len(header))
		to.problem(Problem{Place: place, Message: message, LeftOut: true})
		return nil
	case slices.ContainsFunc(row, func(s string) bool { return !utf8.ValidString(s) }):
		to.problem(Problem{Place: place, Message: "The row is not in UTF-8.", LeftOut: true})
		return nil
	}
	fields := map[string][]string{}
	for i, value := range row {
		fields[header[i]] = append(fields[header[i]], value)
	}
	return to.offer(googleOffer(place, fields))
}

// row returns the next row, or io.EOF.
func (t *table) row() ([]string, error) {
	t.reset()
	t.line = t.next
	var row []string
	for {
		field, end, err := t.field(len(row) == 0)
		if err != nil {
			return nil, err
		}
		row = append(row, field)
		if end != '\t' {
			t.next++
			return row, nil
		}
	}
}

// field returns the next field, and what ended it: a tab, or else a line end or the end of the file. The end of the
// file before the first field of a row is io.EOF.
func (t *table) field(first bool) (text string, end byte, err error) {
	var field []byte
	quoted, closed := false, false
	for read := 0; ; read++ {
		c, err := t.ReadByte()
		switch {
		case errors.Is(err, io.EOF) && quoted && !closed:
			return "", 0, t.errorf("a quote is not closed")
		case errors.Is(err, io.EOF) && first && read == 0:
			return "", 0, err
		case errors.Is(err, io.EOF):
			return string(field), 0, nil
		case err != nil:
			return "", 0, t.errorf("%w", err)
		case c == '"' && read == 0:
			quoted = true
		case c == '"' && quoted && closed:
			field, closed = append(field, '"'), false
		case c == '"' && quoted:
			closed = true
		case c == '\n' && quoted && !closed:
			t.next++
			field = append(field, c)
		case quoted && !closed:
			field = append(field, c)
		case c == '\t' || c == '\n':
			return string(field), c, nil
		case c == '\r':
		case closed:
			return "", 0, t.errorf("a field that begins with a quote goes on after the closing quote: double the quotes in it")
		default:
			field = append(field, c)
		}
	}
}

func (t *table) errorf(format string, args ...any) error {
	return fmt.Errorf("line %d: %w", t.line, fmt.Errorf(format, args...))
}
