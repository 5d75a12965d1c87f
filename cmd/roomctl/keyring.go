package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

// keyring holds the signing keys of a stack: SecureStrings below one path of Parameter
// Store, each named by its kid.
type keyring struct {
	api  parameters
	path string
}

// signingKey is one key; secret is nil unless list was called with decrypt.
type signingKey struct {
	kid    string
	secret []byte
	since  time.Time
}

// maxKeys is AC8's limit: the current key and its successor.
const maxKeys = 2

var kidPattern = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)

// list returns the keys, oldest first, and their secrets if decrypt is true.
func (k *keyring) list(ctx context.Context, decrypt bool) (keys []signingKey, err error) {
	in := &ssm.GetParametersByPathInput{Path: &k.path, WithDecryption: &decrypt}
	for {
		out, err := k.api.GetParametersByPath(ctx, in)
		if err != nil {
			return nil, fmt.Errorf("list keys below %s: %w", k.path, err)
		}
		for _, p := range out.Parameters {
			key := signingKey{kid: path.Base(aws.ToString(p.Name)), since: aws.ToTime(p.LastModifiedDate)}
			if decrypt {
				key.secret = []byte(aws.ToString(p.Value))
			}
			keys = append(keys, key)
		}
		if in.NextToken = out.NextToken; aws.ToString(in.NextToken) == "" {
			break
		}
	}
	slices.SortFunc(keys, func(a, b signingKey) int {
		if c := a.since.Compare(b.since); c != 0 {
			return c
		}
		return strings.Compare(a.kid, b.kid)
	})
	return keys, nil
}

// add generates a key of 256 random bits. The secret is stored only in Parameter Store, encrypted
// with the key kmsKey of KMS, or with that of AWS if kmsKey is empty. It returns an error if maxKeys
// keys exist.
func (k *keyring) add(ctx context.Context, kid, kmsKey string) error {
	keys, err := k.list(ctx, false)
	if err != nil {
		return err
	}
	if len(keys) >= maxKeys {
		return fmt.Errorf("%s and %s are active, and at most two keys may be: remove one first",
			keys[0].kid, keys[1].kid)
	}
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never returns an error
	in := &ssm.PutParameterInput{
		Name:        aws.String(k.path + "/" + kid),
		Description: aws.String("Signs HÖMSTYLE room tokens"),
		Type:        types.ParameterTypeSecureString,
		Value:       aws.String(base64.RawURLEncoding.EncodeToString(secret[:])),
	}
	if kmsKey != "" {
		in.KeyId = &kmsKey
	}
	if _, err = k.api.PutParameter(ctx, in); err != nil {
		return fmt.Errorf("store key %s: %w", kid, err)
	}
	return nil
}

func (k *keyring) remove(ctx context.Context, kid string) error {
	_, err := k.api.DeleteParameter(ctx, &ssm.DeleteParameterInput{Name: aws.String(k.path + "/" + kid)})
	if err != nil {
		return fmt.Errorf("remove key %s: %w", kid, err)
	}
	return nil
}

// keyView is a key as -json prints it, without its secret.
type keyView struct {
	KID   string    `json:"kid"`
	Since time.Time `json:"since,omitzero"`
}
