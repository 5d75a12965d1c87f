package stack

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// tablePath is the path at which the internal listener serves a table that is in this process.
const tablePath = "/table"

const managementEndpoint = "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"

// endpoints returns the variables for the SDKs with the URLs of the local services. Only these differ
// from the environment of a deployed function.
func (s *Stack) endpoints() map[string]string {
	return map[string]string{
		"AWS_REGION":                region,
		"AWS_ACCESS_KEY_ID":         accessKey,
		"AWS_SECRET_ACCESS_KEY":     accessKey,
		"AWS_ENDPOINT_URL_DYNAMODB": s.store.url,
		"AWS_ENDPOINT_URL_S3":       s.bucket.url,
		"AWS_ENDPOINT_URL_SSM":      s.internalURL(),
		"AWS_ENDPOINT_URL_LAMBDA":   s.internalURL(),

		"AWS_ENDPOINT_URL_SCHEDULER":       s.internalURL(),
		"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": s.internalURL(),
		managementEndpoint:                 s.internalURL() + "/" + s.template.API.Stage,
	}
}

// environment returns the function's environment: the template's variables and those of endpoints. It
// has the management endpoint only if the template has it for this function.
func (s *Stack) environment(ofTemplate map[string]string) map[string]string {
	env := maps.Clone(ofTemplate)
	for key, value := range s.endpoints() {
		if _, posts := ofTemplate[managementEndpoint]; key == managementEndpoint && !posts {
			continue
		}
		env[key] = value
	}
	return env
}

// writeEnv writes all addresses to the env file, for programs such as roomctl -local.
func (s *Stack) writeEnv(context.Context) error {
	vars := s.endpoints()
	vars["HOMSTYLE_URL"], vars["WS_URL"] = s.WSURL(), s.WSURL()
	vars["HOMSTYLE_KEY_PATH"], vars["KEY_PATH"] = s.keyPath(), s.keyPath()
	vars["HOMSTYLE_API_URL"], vars["HOMSTYLE_BUCKET"] = s.APIURL(), s.Bucket()
	vars["BUCKET"], vars["PAGE_URL"] = s.Bucket(), s.PageURL()
	vars["HOMSTYLE_TABLE"], vars["TABLE"] = s.template.Tables[0].Name, s.template.Tables[0].Name
	if s.store.local != nil {
		vars["HOMSTYLE_TABLE_URL"] = s.internalURL() + tablePath
	}
	var text strings.Builder
	fmt.Fprintln(&text, "# Addresses and names of the running local stack.")
	for _, key := range slices.Sorted(maps.Keys(vars)) {
		if vars[key] != "" {
			fmt.Fprintf(&text, "%s=%s\n", key, vars[key])
		}
	}
	if err := os.WriteFile(s.data.path(envFile), []byte(text.String()), 0o600); err != nil {
		return fmt.Errorf("env file: %w", err)
	}
	return nil
}
