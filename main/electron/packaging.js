const firstWithFileFuse = 29

/**
 * A step of electron-builder: takes the extra rights of `file://` pages away. It is not in electron-builder.yml, because an Electron without this fuse
 * (before 29, which tests use) would refuse the whole list.
 */
export async function afterPack(context) {
  const { packager } = context
  const major = Number(packager.info.framework.version.split('.')[0])
  if (major < firstWithFileFuse) return
  await packager.addElectronFuses(
    context,
    await packager.generateFuseConfig({ grantFileProtocolExtraPrivileges: false }),
  )
}
