package httpgateway

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// authorization matches an Authorization header of SigV4. Its groups are the access key, the date,
// the region, the signed headers and the signature.
var authorization = regexp.MustCompile(
	`^AWS4-HMAC-SHA256 Credential=([^/, ]+)/(\d{8})/([^/]+)/execute-api/aws4_request, ?` +
		`SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$`)

// clockSkew is the maximum difference between a signature's time and the current time.
const clockSkew = 5 * time.Minute

// verify checks the request's SigV4 signature: it computes the signature from the request and compares
// both. It returns the access key.
func (a *api) verify(r *http.Request, body []byte) (key string, err error) {
	m := authorization.FindStringSubmatch(r.Header.Get("Authorization"))
	if m == nil {
		return "", errors.New("no SigV4 signature for execute-api")
	}
	key, signed := m[1], strings.Split(m[4], ";")
	secret, known := a.Keys[key]
	at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	switch {
	case !known:
		return "", fmt.Errorf("unknown access key %q", key)
	case m[3] != a.Region:
		return "", fmt.Errorf("signed for the region %s, not %s", m[3], a.Region)
	case err != nil || a.Now().Sub(at).Abs() > clockSkew:
		return "", fmt.Errorf("signed at %q, more than 5 minutes from now", r.Header.Get("X-Amz-Date"))
	case !slices.Contains(signed, "host"):
		return "", errors.New("the header host is not signed")
	}
	want, err := a.sign(r, body, signed, aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, at)
	if err != nil {
		return "", err
	}
	if !hmac.Equal([]byte(want), []byte(m[5])) {
		return "", errors.New("the signature does not match the request")
	}
	return key, nil
}

// sign returns the signature that the request must have. signed are the names of the signed headers.
func (a *api) sign(
	r *http.Request, body []byte, signed []string, creds aws.Credentials, at time.Time,
) (string, error) {
	bare, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+r.Host+r.URL.RequestURI(), nil)
	if err != nil {
		return "", err
	}
	for _, name := range signed {
		switch name {
		case "host", "x-amz-date":
		case "content-length":
			bare.ContentLength = r.ContentLength
		default:
			bare.Header[http.CanonicalHeaderKey(name)] = r.Header.Values(name)
		}
	}
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	err = v4.NewSigner().SignHTTP(r.Context(), creds, bare, hash, "execute-api", a.Region, at)
	if err != nil {
		return "", err
	}
	_, signature, _ := strings.Cut(bare.Header.Get("Authorization"), "Signature=")
	return signature, nil
}
