"""PyCharm and the other JetBrains IDEs: a mapping of file names to the schema, as Settings › JSON Schema Mappings writes it."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.showing.schema.settings.servers import SCHEMA

FILES: Mapping[str, str] = {
    ".idea/jsonSchemas.xml": f"""<?xml version="1.0" encoding="UTF-8"?>
<project version="4">
  <component name="JsonSchemaMappingsProjectConfiguration">
    <state>
      <map>
        <entry key="specbuild">
          <value>
            <SchemaInfo>
              <option name="name" value="specbuild" />
              <option name="relativePathToSchema" value="{SCHEMA}" />
              <option name="patterns">
                <list>
                  <Item>
                    <option name="directory" value="true" />
                    <option name="path" value="specs" />
                    <option name="mappingKind" value="Directory" />
                  </Item>
                  <Item>
                    <option name="pattern" value="true" />
                    <option name="path" value="*.specbuild.toml" />
                    <option name="mappingKind" value="Pattern" />
                  </Item>
                </list>
              </option>
            </SchemaInfo>
          </value>
        </entry>
      </map>
    </state>
  </component>
</project>
""",
}
AFTER = "Reopen the project. Settings › Languages & Frameworks › Schemas and DTDs › JSON Schema Mappings shows the mapping."
