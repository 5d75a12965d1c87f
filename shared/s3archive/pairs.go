package s3archive

import (
	"bytes"
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// PairsKey is the object that PutPairs writes: beside the catalogue, in the bucket of the pages.
const PairsKey = "catalog/pairs.json"

// pairsCache is how long pages keep the object; that of the catalogue (web/headers/headers.json).
const pairsCache = "public, max-age=60, stale-while-revalidate=86400"

// PutPairs replaces the shop's learned pairs, in JSON.
func (a *Archive) PutPairs(ctx context.Context, body []byte) error {
	_, err := a.api.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &a.bucket, Key: aws.String(PairsKey), Body: bytes.NewReader(body),
		ContentType: aws.String("application/json; charset=utf-8"), CacheControl: aws.String(pairsCache),
	})
	return err
}
