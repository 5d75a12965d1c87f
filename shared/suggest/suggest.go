// Package suggest answers a wish in words, such as "make it cosy for two children, under 20,000 kr", with
// products of the shop's catalogue that a language model chooses. The model is told products, sizes, prices and
// the kinds in the room, and no text but the wish. Its answer is checked before anybody sees it (SPEC WD).
//
// Reading order: suggest.go (the service), question.go (what the model is told), answer.go (what of its answer is
// used), catalog.go and source.go (the products).
package suggest

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// The codes that only suggestions have. SPEC §3 defines them.
const (
	NoSuggestion room.Code = "no_suggestion" // the model's answer has nothing that can be used
	UsedUp       room.Code = "used_up"       // the room has asked as often as it may on that day
)

// MaxWish is the maximum length of a wish in characters.
const MaxWish = 500

// languages are those in which a wish may be written, by the tags of the planner's languages.
var languages = map[string]string{"de": "German", "en": "English", "sv": "Swedish"}

// Request is a person's wish.
type Request struct {
	Wish     string // 1 to MaxWish characters
	Language string // de, en or sv
	Currency string // in which the person sees prices, ISO 4217; "" is the catalogue's first
}

// Suggestion is a list of products that are sold, each once, and at most MaxPieces pieces.
type Suggestion struct {
	Lines    []Line
	Currency string // ISO 4217
	Total    int64  // of all pieces, in the currency's minor unit
	Budget   int64  // that the wish states, in the minor unit; 0 for none. Total is not above it.
}

// Line is a number of pieces of one product.
type Line struct {
	Product string
	Count   int
	Price   int64 // of one piece, in the minor unit
}

// Model is a language model that can call a tool.
type Model interface {
	// Ask returns the JSON of the arguments with which the model calls the question's tool. The caller bounds
	// its time by ctx. It returns a *room.Error with NoSuggestion if the model does not call the tool, and with
	// room.Busy if the model is throttled, not available or does not answer in time.
	Ask(ctx context.Context, q Question) ([]byte, error)
}

// Products returns the shop's catalogue. It may return one that is some minutes old.
type Products interface {
	Catalog(ctx context.Context) (Catalog, error)
}

// Rooms reads a room. Its error is room.ErrNoRoom if the room does not exist.
type Rooms interface {
	Load(ctx context.Context, id room.ID) (room.Room, error)
}

// Counter counts the questions of rooms.
type Counter interface {
	// CountQuestion counts one question of a room on a day. It returns false, and counts nothing, if most
	// questions, 1 or more, are counted already. If the outcome of a write is unknown, the question may be counted twice.
	CountQuestion(ctx context.Context, id room.ID, day usage.Day, most int) (bool, error)
}

// Service answers wishes.
type Service struct {
	Model    Model
	Products Products
	Rooms    Rooms
	Counter  Counter
	PerDay   int           // maximum number of questions of a room on a UTC day
	Deadline time.Duration // for the model's answer
	Now      func() time.Time
}

// Suggest returns products for a wish. It changes nothing in the room. Its error is a *room.Error with
// room.BadField for a request that is not valid, room.NotFound without the room, UsedUp (WD4), room.Busy or
// NoSuggestion as of Model; or another error, which is the server's. A question that the model was asked
// counts, whatever the answer.
func (s *Service) Suggest(ctx context.Context, id room.ID, r Request) (Suggestion, error) {
	if err := r.check(); err != nil {
		return Suggestion{}, err
	}
	in, err := s.Rooms.Load(ctx, id)
	if err != nil {
		return Suggestion{}, err
	}
	catalog, err := s.Products.Catalog(ctx)
	if err != nil {
		return Suggestion{}, err
	}
	offer, err := catalog.offer(r.Currency)
	if err != nil {
		return Suggestion{}, err
	}
	counted, err := s.Counter.CountQuestion(ctx, id, usage.DayOf(s.Now()), s.PerDay)
	if err != nil {
		return Suggestion{}, err
	}
	if !counted {
		message := fmt.Sprintf("The room has used its %d suggestions of today.", s.PerDay)
		return Suggestion{}, &room.Error{Code: UsedUp, Message: message}
	}
	ctx, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	answer, err := s.Model.Ask(ctx, offer.question(in, r))
	if err != nil {
		return Suggestion{}, err
	}
	return offer.read(answer)
}

func (r Request) check() error {
	_, known := languages[r.Language]
	switch n := utf8.RuneCountInString(r.Wish); {
	case strings.TrimSpace(r.Wish) == "" || n > MaxWish || !utf8.ValidString(r.Wish):
		return badField("wish", "wish must be a text of 1 to %d characters.", MaxWish)
	case !known:
		return badField("lang", "lang must be de, en or sv.")
	}
	return nil
}

func badField(field, format string, args ...any) error {
	return &room.Error{Code: room.BadField, Field: field, Message: fmt.Sprintf(format, args...)}
}
