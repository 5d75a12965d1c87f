package httpapi

import (
	"context"
	"crypto/rand"
	"regexp"
	"strings"
	"time"

	"homstyle.dev/planner/shared/room"
)

// The limits of the pictures of floor plans.
const (
	maxPicture    = 10 << 20 // bytes
	maxPictures   = 100      // per room (QU4)
	pictureLasts  = 5 * time.Minute
	pictureStatic = "private, max-age=60"
)

// pictures has the accepted types, each with the extension of its names.
var pictures = map[string]string{"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}

var uploadName = regexp.MustCompile(`^[a-z0-9]{26}\.(png|jpg|webp)$`)

// upload returns a URL to put one picture to. The signature covers the type and size, so S3
// rejects a picture of another type or size. Pictures and URLs that have not expired are counted
// together, so that a client can't exceed maxPictures by asking for many URLs first. Concurrent
// requests may each count before the other's URL is stored, and a put that began before its URL
// expired may end after it: each such request may exceed the limit by one.
func (d Deps) upload(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[struct {
		Type string `json:"type"`
		Size int64  `json:"size"`
	}](c)
	if err != nil {
		return nil, err
	}
	ending, known := pictures[in.Type]
	switch {
	case !known:
		return nil, badField("type", "type must be image/png, image/jpeg or image/webp.")
	case in.Size < 1:
		return nil, badField("size", "size must be the picture's bytes.")
	case in.Size > maxPicture:
		return nil, &room.Error{Code: room.TooLarge, Field: "size", Message: "A picture has at most 10 MB."}
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	n, err := d.Uploads.Count(ctx, c.room, maxPictures)
	if err != nil {
		return nil, err
	}
	if n >= maxPictures {
		const message = "The room has 100 pictures already, with those that are being uploaded."
		return nil, &room.Error{Code: room.TooMany, Message: message}
	}
	name := strings.ToLower(rand.Text()) + "." + ending
	a, err := d.Uploads.Put(ctx, c.room, name, in.Type, in.Size, pictureLasts)
	return struct {
		Upload    string            `json:"upload"`
		Method    string            `json:"method"`
		URL       string            `json:"url"`
		Headers   map[string]string `json:"headers"`
		ExpiresAt int64             `json:"expiresAt"`
	}{name, "PUT", a.URL, a.Headers, toMillis(d.now().Add(pictureLasts))}, err
}

// getUpload returns a URL to read a picture from.
func (d Deps) getUpload(ctx context.Context, c *apiRequest) (any, error) {
	name := c.request.PathParameters["upload"]
	if !uploadName.MatchString(name) {
		return nil, &room.Error{Code: room.NotFound, Message: "There is no such picture."}
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	a, err := d.Uploads.Get(ctx, c.room, name, pictureLasts)
	c.cache = pictureStatic
	return struct {
		URL       string `json:"url"`
		ExpiresAt int64  `json:"expiresAt"`
	}{a.URL, toMillis(d.now().Add(pictureLasts))}, err
}
