package boot

import (
	"context"
	"path"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/route"
)

// Authorizer builds the authorizer of $connect. It needs access to the signing keys only.
func Authorizer(_ context.Context, c Config) (lambda.Handler, error) {
	err := need(map[string]string{"KEY_PATH": c.KeyPath, "AWS_REGION": c.Region, "ALLOWED_ORIGINS": first(c.Origins)})
	if err != nil {
		return nil, err
	}
	return route.Authorizer(route.Auth{Keys: c.keys(), Origins: c.Origins, Now: time.Now, Log: c.logger()}), nil
}

func (c Config) keys() *auth.Keys {
	params := ssm.New(ssm.Options{
		Region:       c.Region,
		Credentials:  c.provider(),
		BaseEndpoint: endpoint(c.Endpoints.SSM),
		HTTPClient:   c.client(paramsTimeout),
	})
	return &auth.Keys{Now: time.Now, Fetch: func(ctx context.Context) (map[string][]byte, error) {
		return signingKeys(ctx, params, c.KeyPath)
	}}
}

// signingKeys returns all active keys by kid. The kid is the last part of a parameter's name.
func signingKeys(
	ctx context.Context, params ssm.GetParametersByPathAPIClient, keyPath string,
) (map[string][]byte, error) {
	keys := map[string][]byte{}
	in := &ssm.GetParametersByPathInput{Path: &keyPath, WithDecryption: aws.Bool(true)}
	pages := ssm.NewGetParametersByPathPaginator(params, in)
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, p := range page.Parameters {
			keys[path.Base(aws.ToString(p.Name))] = []byte(aws.ToString(p.Value))
		}
	}
	return keys, nil
}

// first returns the first entry, or "".
func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
