// Package sigv4 verifies AWS Signature Version 4 of requests to the local services, in the
// Authorization header or, of presigned URLs, in the query.
package sigv4

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// Verifier verifies signatures that were made with one of its keys, for its region.
type Verifier struct {
	Keys   map[string]string // secret by access key
	Region string
	Now    func() time.Time
}

// S3 is the service whose paths are not escaped twice, and whose requests may be presigned.
const S3 = "s3"

// clockSkew is the maximum difference between a signature's time and the current time.
const clockSkew = 5 * time.Minute

// authorization matches an Authorization header of SigV4. Its groups are the credential, the names of
// the signed headers and the signature.
var authorization = regexp.MustCompile(
	`^AWS4-HMAC-SHA256 Credential=([^, ]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$`)

// signature is what a request says of its signature.
type signature struct {
	key, region, service string
	at                   time.Time
	lasts                time.Duration // of a presigned URL; 0 for a header
	headers              []string      // names of the signed headers
	value                string
}

// Verify checks that the request is signed for the service: it computes the signature from the request
// and compares both. It returns the access key. payload is the hash that the signature must cover: that of
// PayloadHash.
func (v Verifier) Verify(r *http.Request, service, payload string) (key string, err error) {
	given, err := read(r)
	if err != nil {
		return "", err
	}
	secret, known := v.Keys[given.key]
	age := v.Now().Sub(given.at)
	switch {
	case given.service != service || given.lasts > 0 && service != S3:
		return "", fmt.Errorf("signed for the service %q, not %s", given.service, service)
	case !known:
		return "", fmt.Errorf("unknown access key %q", given.key)
	case given.region != v.Region:
		return "", fmt.Errorf("signed for the region %s, not %s", given.region, v.Region)
	case age < -clockSkew || age > max(clockSkew, given.lasts):
		return "", fmt.Errorf("signed at %s, which is too far from now", given.at.Format(time.RFC3339))
	case !slices.Contains(given.headers, "host"):
		return "", errors.New("the header host is not signed")
	}
	want, err := v.sign(r, given, payload, aws.Credentials{AccessKeyID: given.key, SecretAccessKey: secret})
	if err != nil {
		return "", err
	}
	if !hmac.Equal([]byte(want), []byte(given.value)) {
		return "", errors.New("the signature does not match the request")
	}
	return given.key, nil
}

// PayloadHash returns the hash of a body that a signature covers.
func PayloadHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// read returns the signature in the Authorization header or, if there is none, in the query.
func read(r *http.Request) (s signature, err error) {
	var credential, names, at string
	if query := r.URL.Query(); r.Header.Get("Authorization") == "" && query.Has("X-Amz-Signature") {
		credential, names, at = query.Get("X-Amz-Credential"), query.Get("X-Amz-SignedHeaders"), query.Get("X-Amz-Date")
		s.value = query.Get("X-Amz-Signature")
		seconds, err := strconv.Atoi(query.Get("X-Amz-Expires"))
		if err != nil || seconds < 1 {
			return s, fmt.Errorf("X-Amz-Expires %q is not a number of seconds", query.Get("X-Amz-Expires"))
		}
		s.lasts = time.Duration(seconds) * time.Second
	} else if m := authorization.FindStringSubmatch(r.Header.Get("Authorization")); m != nil {
		credential, names, s.value, at = m[1], m[2], m[3], r.Header.Get("X-Amz-Date")
	} else {
		return s, errors.New("no SigV4 signature")
	}
	parts := strings.Split(credential, "/") // key, date, region, service, aws4_request
	if len(parts) != 5 || parts[4] != "aws4_request" {
		return s, fmt.Errorf("the credential %q has no scope", credential)
	}
	s.key, s.region, s.service, s.headers = parts[0], parts[2], parts[3], strings.Split(names, ";")
	if s.at, err = time.Parse("20060102T150405Z", at); err != nil {
		return s, fmt.Errorf("signed at %q, which is not a time", at)
	}
	return s, nil
}

// sign returns the signature that the request must have.
func (v Verifier) sign(r *http.Request, s signature, payload string, creds aws.Credentials) (string, error) {
	bare, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+r.Host+r.URL.RequestURI(), nil)
	if err != nil {
		return "", err
	}
	for _, name := range s.headers {
		switch name {
		case "host", "x-amz-date":
		case "content-length":
			bare.ContentLength = r.ContentLength
		default:
			bare.Header[http.CanonicalHeaderKey(name)] = r.Header.Values(name)
		}
	}
	asS3 := func(o *v4.SignerOptions) { o.DisableURIPathEscaping = s.service == S3 }
	if s.lasts == 0 {
		err := v4.NewSigner().SignHTTP(r.Context(), creds, bare, payload, s.service, v.Region, s.at, asS3)
		_, value, _ := strings.Cut(bare.Header.Get("Authorization"), "Signature=")
		return value, err
	}
	query := bare.URL.Query()
	for _, name := range []string{"Algorithm", "Credential", "Date", "SignedHeaders", "Signature"} {
		query.Del("X-Amz-" + name) // the signer adds them
	}
	bare.URL.RawQuery = query.Encode()
	signed, _, err := v4.NewSigner().PresignHTTP(r.Context(), creds, bare, payload, s.service, v.Region, s.at, asS3)
	if err != nil {
		return "", err
	}
	u, err := url.Parse(signed)
	if err != nil {
		return "", err
	}
	return u.Query().Get("X-Amz-Signature"), nil
}
