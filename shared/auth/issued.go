package auth

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// registered has the registered claims of a JWT, with an iat in milliseconds.
type registered struct {
	jwt.RegisteredClaims
	IssuedAt *issuedAt `json:"iat,omitempty"` // replaces that of RegisteredClaims
}

func (r registered) GetIssuedAt() (*jwt.NumericDate, error) {
	if r.IssuedAt == nil {
		return nil, nil
	}
	return &jwt.NumericDate{Time: r.IssuedAt.Time}, nil
}

// issuedAt is an iat: Unix seconds, with a fraction for the milliseconds (RFC 7519 §2,
// NumericDate). With whole seconds, as the JWT package writes them, a token that is minted in
// the same second as a revocation, but after it, would be revoked (AC11).
type issuedAt struct{ time.Time }

func (i issuedAt) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(i.UnixMilli())/1000, 'f', -1, 64), nil
}

func (i *issuedAt) UnmarshalJSON(text []byte) error {
	seconds, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.Abs(seconds) > maxSeconds {
		return fmt.Errorf("iat %.20s is not a time", text)
	}
	i.Time = time.UnixMilli(int64(math.Round(seconds * 1000))).UTC()
	return nil
}

// maxSeconds is the end of the year 9999 in Unix seconds.
const maxSeconds = 253402300799
